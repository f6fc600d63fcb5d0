import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { LAMBDA_NAMES } from "../../../lambdas/load.ts";
import type { LambdaName } from "../../../system/infrastructure.ts";
import { UsageError } from "../../support/usage-error.ts";

/** Reads `zip=./bin/zip/bootstrap`: the Lambda that an executable of the user's own replaces. */
export function readBootstrap(text: string): readonly (readonly [LambdaName, string])[] {
  const [name = "", ...rest] = text.split("=");
  const path = resolve(rest.join("="));
  const lambda = LAMBDA_NAMES.find((known) => known === name);
  if (lambda === undefined || rest.length === 0) {
    throw new UsageError(
      `--bootstrap: "${text}" is not LAMBDA=FILE, where LAMBDA is one of ${LAMBDA_NAMES.join(", ")}.`,
    );
  }
  if (!existsSync(path)) throw new UsageError(`--bootstrap: ${path} does not exist.`);
  return [[lambda, path]];
}
