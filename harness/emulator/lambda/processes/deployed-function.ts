import type { DeployedCode } from "./deployed-code.ts";
import type { Runtime } from "./runtimes.ts";

/** What CreateFunction and UpdateFunctionConfiguration say of a function. */
export interface FunctionConfiguration {
  /** As AWS calls it: `python3.12`. */
  readonly runtime: string;
  /** `module.function`; a custom runtime reads it as it likes. */
  readonly handler: string;
  /** Name of the role. */
  readonly role: string;
  /** As it was given. */
  readonly roleArn: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly architecture: "x86_64" | "arm64";
}

/** One function that was created over the API, as it is now. */
export interface DeployedFunction {
  readonly functionName: string;
  readonly configuration: FunctionConfiguration;
  readonly runtime: Runtime;
  readonly code: DeployedCode;
}
