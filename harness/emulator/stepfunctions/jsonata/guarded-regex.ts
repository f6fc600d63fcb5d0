import vm from "node:vm";
import { timeLimit } from "./limits.ts";

/** AWS stops an expression after one second. */
const TIME_LIMIT_MS = 1000;

/** A text this short ends even the worst search. */
const HARMLESS_LENGTH = 20;

/**
 * The regular expressions of JSONata, with a bound: backtracking may take years, and nothing can count its steps from
 * outside, so this one limit is of wall-clock time. One repetition alone cannot backtrack far and runs bare.
 */
export class GuardedRegex {
  lastIndex = 0;
  readonly #regex: RegExp;
  readonly #harmless: boolean;
  #context: { search: () => RegExpExecArray | null } | undefined;

  constructor(source: RegExp) {
    this.#regex = new RegExp(source);
    this.#harmless = (source.source.match(/[*+{]/g)?.length ?? 0) < 2;
  }

  exec(text: string): RegExpExecArray | null {
    this.#regex.lastIndex = this.lastIndex;
    const bare = this.#harmless || text.length <= HARMLESS_LENGTH;
    const match = bare ? this.#regex.exec(text) : this.#searchWithinTime(text);
    this.lastIndex = this.#regex.lastIndex;
    return match;
  }

  #searchWithinTime(text: string): RegExpExecArray | null {
    this.#context ??= vm.createContext({ search: () => null }) as { search: () => RegExpExecArray | null };
    this.#context.search = () => this.#regex.exec(text);
    try {
      return vm.runInContext("search()", this.#context, { timeout: TIME_LIMIT_MS }) as RegExpExecArray | null;
    } catch (error) {
      throw isTimeOut(error) ? timeLimit() : error;
    }
  }
}

/** The error comes from another realm, so `instanceof` says nothing. */
function isTimeOut(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
