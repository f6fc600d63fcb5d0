import type { DeployedFunction } from "./deployed-function.ts";

/** Where one process of a function finds things. */
interface Place {
  /** host:port of its Runtime API, which is also its endpoint for AWS's SDKs. */
  readonly address: string;
  readonly region: string;
  readonly logStreamName: string;
  readonly virtualTime: boolean;
}

/**
 * The environment of a function's process: what AWS sets
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), PATH and home of this process, and nothing else
 * of it, so that runs do not differ by machine. The user's own variables come last.
 */
export function functionVariables(deployed: DeployedFunction, place: Place): Record<string, string> {
  const { functionName, configuration } = deployed;
  return {
    PATH: process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin",
    // Where this process has its own: what a function that is killed leaves behind goes with it.
    ...(process.env.TMPDIR && { TMPDIR: process.env.TMPDIR }),
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    PYTHONDONTWRITEBYTECODE: "1",
    AWS_LAMBDA_RUNTIME_API: place.address,
    AWS_ENDPOINT_URL: `http://${place.address}`,
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    // Who calls is known by the port; SDKs want to sign all the same.
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: place.logStreamName,
    LAMBDA_TASK_ROOT: deployed.code.folder,
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    _HANDLER: configuration.handler,
    ...(place.virtualTime && { HARNESS_VIRTUAL_TIME: "1" }),
    ...configuration.environment,
    ...deployed.environmentAt?.(place.address),
  };
}
