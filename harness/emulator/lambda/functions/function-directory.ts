import type { RandomStreams } from "../../../clock/random-streams.ts";
import type { AwsError } from "../../gateway/aws-error.ts";
import { functionElsewhere, functionNotFound, invalidParameterValue } from "../errors.ts";
import { parseFunctionName } from "../function-name.ts";
import { MAX_FUNCTION_NAME_CHARACTERS } from "../limits.ts";
import { versionOf } from "./alias.ts";
import { type FunctionRegistration, LambdaFunction, type RegisteredFunction } from "./lambda-function.ts";

/** What a name, ARN or qualifier means. */
export interface FoundFunction {
  readonly found: RegisteredFunction;
  /** With the qualifier that was asked for. */
  readonly arn: string;
}

/** The functions of one account and region. */
export class FunctionDirectory {
  readonly #functions = new Map<string, LambdaFunction>();
  readonly #at: { readonly accountId: string; readonly region: string; readonly random: RandomStreams };

  constructor(at: { accountId: string; region: string; random: RandomStreams }) {
    this.#at = at;
  }

  arn(name: string): string {
    return `arn:aws:lambda:${this.#at.region}:${this.#at.accountId}:function:${name}`;
  }

  /** Makes a function, or a new `$LATEST` of the one that is there. */
  register(registration: FunctionRegistration, now: number, revisionId: string): RegisteredFunction {
    const { functionName } = registration;
    if (!/^[A-Za-z0-9_-]+$/.test(functionName) || functionName.length > MAX_FUNCTION_NAME_CHARACTERS) {
      throw new Error(
        `'${functionName}' is not a name for a function: up to ${MAX_FUNCTION_NAME_CHARACTERS} letters, digits, - and _.`,
      );
    }
    const existing = this.#functions.get(functionName);
    if (!existing) {
      const made = new LambdaFunction(registration, this.arn(functionName), { now, revisionId });
      this.#functions.set(functionName, made);
      return made.latest;
    }
    const old = existing.latest;
    existing.replace(registration, { now, revisionId });
    this.#retire(old);
    return existing.latest;
  }

  /** Takes in a function as it was before a restart. */
  restore(all: LambdaFunction): void {
    this.#functions.set(all.functionName, all);
  }

  /** By name, partial ARN or ARN, with or without a version or alias. Throws ResourceNotFoundException. */
  find(reference: string, qualifier?: string | undefined): RegisteredFunction {
    return this.lookUp(reference, qualifier).found;
  }

  /** As `find`, for one invocation: an alias may choose between two versions. */
  findToInvoke(reference: string, qualifier?: string | undefined): FoundFunction {
    const chance = () => this.#at.random.stream("lambda/alias-routing").next();
    return this.#lookUp(reference, qualifier, chance);
  }

  lookUp(reference: string, qualifier?: string | undefined): FoundFunction {
    return this.#lookUp(reference, qualifier, () => 1);
  }

  /** The function of all versions. Throws ResourceNotFoundException. */
  function(reference: string): LambdaFunction {
    const { name } = parseFunctionName(reference);
    const all = this.#functions.get(name);
    if (this.#isForeign(reference)) throw this.#unreachable(reference);
    if (!all) throw functionNotFound(this.arn(name));
    return all;
  }

  has(functionName: string): boolean {
    return this.#functions.has(functionName);
  }

  /** The function and all its versions. Invocations under way end in peace. */
  remove(removed: LambdaFunction): void {
    this.#functions.delete(removed.functionName);
    const { latest, versions } = removed;
    removed.versions = [];
    for (const version of [latest, ...versions]) this.#retire(version);
  }

  removeVersion(removed: RegisteredFunction): void {
    removed.all.versions = removed.all.versions.filter((version) => version !== removed);
    this.#retire(removed);
  }

  /** In the order of their names. */
  all(): LambdaFunction[] {
    return [...this.#functions.values()].sort((a, b) => (a.functionName < b.functionName ? -1 : 1));
  }

  #lookUp(reference: string, qualifier: string | undefined, chance: () => number): FoundFunction {
    const parsed = parseFunctionName(reference);
    if (qualifier !== undefined && parsed.qualifier !== undefined && qualifier !== parsed.qualifier) {
      throw invalidParameterValue(
        "The derived qualifier from the function name does not match the specified qualifier.",
      );
    }
    const asked = qualifier ?? parsed.qualifier;
    const arn = this.arn(parsed.name) + (asked === undefined ? "" : `:${asked}`);
    if (this.#isForeign(reference)) throw this.#unreachable(reference);
    const all = this.#functions.get(parsed.name);
    if (!all) throw functionNotFound(arn);
    const alias = asked === undefined ? undefined : all.aliases.get(asked);
    const version = alias ? versionOf(alias, chance) : (asked ?? "$LATEST");
    const found = version === "$LATEST" ? all.latest : all.versions.find((one) => one.version === version);
    if (!found) throw functionNotFound(arn);
    return { found, arn };
  }

  #isForeign(reference: string): boolean {
    return reference.startsWith("arn:") && !reference.startsWith(this.arn(parseFunctionName(reference).name));
  }

  #unreachable(reference: string): AwsError {
    const region = reference.split(":")[3] ?? "";
    return region === this.#at.region ? functionNotFound(reference) : functionElsewhere(region, this.#at.region);
  }

  /** The code stays while another version runs it. */
  #retire(old: RegisteredFunction | undefined): void {
    const code = old?.process?.deployed.code;
    if (!old || !code) return;
    const { all } = old;
    old.process?.retire(() => {
      const left = this.#functions.get(all.functionName) === all ? [all.latest, ...all.versions] : [];
      if (!left.some(({ process }) => process?.deployed.code === code)) code.remove();
    });
  }
}
