import { loggingOf } from "../functions/logging.ts";
import type { DeployedFunction, FunctionLayer } from "./deployed-function.ts";

/** Where one process of a function finds things. */
interface Place {
  /** host:port of its Runtime API, which is also its endpoint for AWS's SDKs. */
  readonly address: string;
  readonly region: string;
  readonly logStreamName: string;
  readonly virtualTime: boolean;
}

/**
 * Where a layer's things are found. AWS lays layers over one another at /opt, which is not ours to write: the paths that its
 * runtimes look at (https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html) lead into each layer's own folder,
 * the last layer first.
 */
function layerVariables(layers: readonly FunctionLayer[]): Record<string, string> {
  const folders = layers.map(({ code }) => code.folder).reverse();
  const inEach = (...names: string[]): string =>
    folders.flatMap((folder) => names.map((name) => `${folder}/${name}`)).join(":");
  const path = process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin";
  if (folders.length === 0) return { PATH: path };
  return {
    PATH: `${inEach("bin")}:${path}`,
    LD_LIBRARY_PATH: inEach("lib"),
    PYTHONPATH: inEach("python"),
    NODE_PATH: inEach("nodejs/node_modules", `nodejs/node${process.versions.node.split(".")[0]}/node_modules`),
  };
}

/**
 * The environment of a function's process: what AWS sets
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), PATH and home of this process, and nothing else
 * of it, so that runs do not differ by machine. The user's own variables come last.
 */
export function functionVariables(deployed: DeployedFunction, place: Place): Record<string, string> {
  const { functionName, configuration } = deployed;
  const logging = loggingOf(functionName, configuration.kept?.LoggingConfig);
  return {
    ...layerVariables(configuration.layers ?? []),
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
    AWS_LAMBDA_FUNCTION_VERSION: deployed.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: logging.LogGroup,
    ...(logging.LogFormat === "JSON" && {
      AWS_LAMBDA_LOG_FORMAT: "JSON",
      AWS_LAMBDA_LOG_LEVEL: logging.ApplicationLogLevel ?? "INFO",
    }),
    AWS_LAMBDA_LOG_STREAM_NAME: place.logStreamName,
    LAMBDA_TASK_ROOT: deployed.code.folder,
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    _HANDLER: configuration.handler,
    ...(place.virtualTime && { HARNESS_VIRTUAL_TIME: "1" }),
    ...configuration.environment,
    ...deployed.environmentAt?.(place.address),
  };
}
