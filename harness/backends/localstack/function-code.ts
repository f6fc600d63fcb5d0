import { systemVariables } from "../../../lambdas/system-variables.ts";
import type { FunctionDescription } from "../../../system/infrastructure.ts";
import { System } from "../../../system/revisions.ts";
import { bundleLambda } from "../../bundles/lambda-bundle.ts";
import type { FunctionCode } from "./provision.ts";

/** The replica's code for a function, with the environment that tells it which system it belongs to. */
export async function replicaCode(
  description: FunctionDescription,
  options: {
    readonly system: System;
    readonly architecture: "x86_64" | "arm64";
    readonly endpointForFunctions?: string;
  },
): Promise<FunctionCode> {
  const { architecture, endpointForFunctions } = options;
  const { zip, handler, runtime } = await bundleLambda(description.code, { architecture });
  // D20: a function that is not redeployed runs the build before, which is the current revision's.
  const system = description.build === "previous" ? new System("current") : options.system;
  return {
    zip,
    handler,
    runtime,
    environment: {
      ...description.environment,
      ...systemVariables(system),
      ...(endpointForFunctions !== undefined && { AWS_ENDPOINT_URL: endpointForFunctions }),
    },
  };
}
