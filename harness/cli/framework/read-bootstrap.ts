import { resolve } from "node:path";
import { LAMBDA_NAMES } from "../../../lambdas/load.ts";
import type { LambdaName } from "../../../system/infrastructure.ts";
import { nearest } from "../../support/nearest.ts";
import { UsageError } from "../../support/usage-error.ts";
import { bootstrapAt } from "../../world/foreign/configuration/bootstrap-at.ts";

/**
 * Reads `zip=./bin/zip/bootstrap` or `zip=./bin/zip`: the Lambda that an executable of the user's own replaces, or the
 * one in a folder.
 */
export function readBootstrap(text: string): readonly (readonly [LambdaName, string])[] {
  const [name = "", ...rest] = text.split("=");
  const lambda = LAMBDA_NAMES.find((known) => known === name);
  if (lambda === undefined || rest.join("=") === "") {
    const meant = lambda === undefined ? nearest(name, LAMBDA_NAMES) : undefined;
    const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
    throw new UsageError(
      `--bootstrap: "${text}" is not LAMBDA=FILE or LAMBDA=DIR, ` +
        `where LAMBDA is one of ${LAMBDA_NAMES.join(", ")}.${hint}`,
    );
  }
  const path = resolve(rest.join("="));
  bootstrapAt("--bootstrap", path);
  return [[lambda, path]];
}
