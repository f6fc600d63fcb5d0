import { functionNotFound } from "./errors.ts";
import type { FunctionHandler } from "./function-handler.ts";
import { parseFunctionName } from "./function-name.ts";
import { MAX_FUNCTION_NAME_CHARACTERS } from "./limits.ts";
import type { ProcessFunction } from "./processes/process-function.ts";

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
  /** Present when the function was created over the API and runs in processes of its own. */
  readonly process?: ProcessFunction;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface RegisteredFunction extends FunctionRegistration {
  readonly functionArn: string;
  readonly modifiedAt: number;
  readonly revisionId: string;
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

  register(registration: FunctionRegistration, now: number, revisionId: string): RegisteredFunction {
    const { functionName } = registration;
    if (!/^[A-Za-z0-9_-]+$/.test(functionName) || functionName.length > MAX_FUNCTION_NAME_CHARACTERS) {
      throw new Error(
        `'${functionName}' is not a name for a function: up to ${MAX_FUNCTION_NAME_CHARACTERS} letters, digits, - and _.`,
      );
    }
    const registered = { ...registration, functionArn: this.arn(functionName), modifiedAt: now, revisionId, active: 0 };
    this.#retire(this.#functions.get(functionName), registration.process);
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

  has(functionName: string): boolean {
    return this.#functions.has(functionName);
  }

  /** Invocations under way end in peace. */
  remove(removed: RegisteredFunction): void {
    this.#functions.delete(removed.functionName);
    this.#retire(removed, undefined);
  }

  /** The code stays if the successor runs it too. */
  #retire(old: RegisteredFunction | undefined, successor: ProcessFunction | undefined): void {
    const code = old?.process?.deployed.code;
    old?.process?.retire(() => {
      if (code !== successor?.deployed.code) code?.remove();
    });
  }

  /** In the order of their names. */
  all(): RegisteredFunction[] {
    return [...this.#functions.values()].sort((a, b) => (a.functionName < b.functionName ? -1 : 1));
  }
}
