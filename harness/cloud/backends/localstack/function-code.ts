import { systemVariables } from "../../../../lambdas/system-variables.ts";
import type { FunctionDescription, LambdaName } from "../../../../system/infrastructure.ts";
import { System } from "../../../../system/revisions.ts";
import { bundleBootstrap } from "../../bundles/bootstrap-bundle.ts";
import { bundleLambda } from "../../bundles/lambda-bundle.ts";
import type { LocalStackDescription } from "./localstack.ts";
import type { FunctionCode } from "./provision-function.ts";

/** Executables of the user's own that replace the replica's Lambdas, by Lambda. */
export type Bootstraps = Readonly<Partial<Record<LambdaName, string>>>;

/** Code and variables of a function: the replica's Lambda of the system, or the user's own executable. */
export async function functionCode(
  description: FunctionDescription,
  options: {
    readonly system: System;
    readonly localstack: Pick<LocalStackDescription, "architecture" | "endpointForFunctions">;
    readonly bootstraps?: Bootstraps;
  },
): Promise<FunctionCode> {
  const { architecture, endpointForFunctions } = options.localstack;
  const bootstrap = options.bootstraps?.[description.code];
  const { zip, handler, runtime } =
    bootstrap === undefined ? await bundleLambda(description.code, { architecture }) : await bundleBootstrap(bootstrap);
  // D20: a function that is not redeployed runs the previous build, which is the current revision's.
  const system = description.build === "previous" ? new System("current") : options.system;
  const environment = {
    ...description.environment,
    // A stream of the world cannot reach into a container, so the order of consolidation is the given one there.
    ...(bootstrap === undefined && { ...systemVariables(system), MAP_ORDER: "given" }),
    ...(endpointForFunctions !== undefined && { AWS_ENDPOINT_URL: endpointForFunctions }),
  };
  return { zip, handler, runtime, environment };
}
