import { functionNotFound } from "./errors.ts";
import { parseFunctionName } from "./function-name.ts";

/** JSON text in, JSON text out; `lambdas/ports.ts` has the same shape. */
export type FunctionHandler = (payload: string, context: FunctionContext) => Promise<string>;

export interface FunctionContext {
  readonly awsRequestId: string;
  readonly functionArn: string;
  /** Milliseconds since the epoch. */
  readonly deadlineMs: number;
}

export interface FunctionRegistration {
  readonly functionName: string;
  /** Name of the role, as the policies know it. */
  readonly role: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  /** More invocations at the same time are throttled; default: no limit. */
  readonly reservedConcurrency?: number;
  readonly handler: FunctionHandler;
}

export interface RegisteredFunction extends FunctionRegistration {
  readonly functionArn: string;
  readonly modifiedAt: number;
  /** Invocations under way. */
  active: number;
}

/** The functions of one account and region. */
export class FunctionDirectory {
  readonly #functions = new Map<string, RegisteredFunction>();
  readonly #at: { readonly accountId: string; readonly region: string };

  constructor(at: { accountId: string; region: string }) {
    this.#at = at;
  }

  arn(name: string): string {
    return `arn:aws:lambda:${this.#at.region}:${this.#at.accountId}:function:${name}`;
  }

  register(registration: FunctionRegistration, now: number): RegisteredFunction {
    const { functionName } = registration;
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(functionName)) {
      throw new Error(`'${functionName}' is not a name for a function: up to 64 letters, digits, - and _.`);
    }
    const registered = { ...registration, functionArn: this.arn(functionName), modifiedAt: now, active: 0 };
    this.#functions.set(functionName, registered);
    return registered;
  }

  /** By name, partial ARN or ARN; the only version is `$LATEST`. Throws ResourceNotFoundException. */
  find(reference: string, qualifier?: string | undefined): RegisteredFunction {
    const parsed = parseFunctionName(reference);
    const version = qualifier ?? parsed.qualifier;
    const found = this.#functions.get(parsed.name);
    const foreign = reference.startsWith("arn:") && !reference.startsWith(this.arn(parsed.name));
    if (!found || foreign || (version !== undefined && version !== "$LATEST")) {
      const arn = foreign ? reference : this.arn(parsed.name);
      throw functionNotFound(version === undefined || foreign ? arn : `${arn}:${version}`);
    }
    return found;
  }

  /** In the order of their names. */
  all(): RegisteredFunction[] {
    return [...this.#functions.values()].sort((a, b) => (a.functionName < b.functionName ? -1 : 1));
  }
}
