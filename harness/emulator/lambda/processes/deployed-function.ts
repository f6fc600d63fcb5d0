import type { HttpRequest, HttpResponse } from "../../../network/http.ts";
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
  /** A queue or a topic for events that were given up. */
  readonly deadLetterArn?: string | undefined;
  /** In the order in which they lie over one another. */
  readonly layers?: readonly FunctionLayer[] | undefined;
  readonly kept?: KeptMembers;
}

/** A version of a layer, unpacked. */
export interface FunctionLayer {
  readonly arn: string;
  readonly code: DeployedCode;
}

/** Members of the API that are answered as they were given, and have no effect. */
export interface KeptMembers {
  readonly TracingConfig?: { readonly Mode: string };
  readonly LoggingConfig?: Readonly<Record<string, string>>;
  readonly EphemeralStorage?: { readonly Size: number };
  readonly SnapStart?: { readonly ApplyOn: string };
  readonly KMSKeyArn?: string;
}

/** What a world says of a function that it deploys by itself, beside its configuration. */
export interface WorldFunction {
  /** How it is started; default: as its configuration's runtime is. */
  readonly runtime?: Runtime;
  /** Variables that hold the address (host:port) at which one process reaches the world, over all others. */
  readonly environmentAt?: (address: string) => Readonly<Record<string, string>>;
  /** Carries a request to that address which is not for the cloud; `undefined` for one that is. */
  readonly carry?: (request: HttpRequest) => Promise<HttpResponse> | undefined;
}

/** One function that was created over the API, or by the world, as it is now. */
export interface DeployedFunction extends Omit<WorldFunction, "runtime"> {
  readonly functionName: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly configuration: FunctionConfiguration;
  readonly runtime: Runtime;
  readonly code: DeployedCode;
}
