import vm from "node:vm";

/** A definition's regular expression backtracks for longer than anything needs. */
export class SearchTooLong extends Error {
  constructor() {
    super("The regular expression takes too long.");
    this.name = "SearchTooLong";
  }
}

const TIME_LIMIT_MS = 1000;

/** A text this short ends even the worst search. */
const HARMLESS_LENGTH = 20;

const SEARCH = new vm.Script("search()");

/**
 * A regular expression of a definition, with a bound: backtracking may take years, and nothing can count its steps from
 * outside, so this one limit is of wall-clock time. One repetition alone cannot backtrack far and runs bare.
 */
export class BoundedSearch {
  readonly regex: RegExp;
  readonly #harmless: boolean;
  /** Where searches with a limit run; made once, because it takes a while. */
  #context: { search: () => RegExpExecArray | null } | undefined;

  constructor(regex: RegExp) {
    this.regex = regex;
    this.#harmless = (regex.source.match(/[*+{]/g)?.length ?? 0) < 2;
  }

  /** As `RegExp.exec`. Throws `SearchTooLong`. */
  exec(text: string): RegExpExecArray | null {
    if (this.#harmless || text.length <= HARMLESS_LENGTH) return this.regex.exec(text);
    this.#context ??= vm.createContext({ search: () => null }) as { search: () => RegExpExecArray | null };
    this.#context.search = () => this.regex.exec(text);
    try {
      return SEARCH.runInContext(this.#context, { timeout: TIME_LIMIT_MS }) as RegExpExecArray | null;
    } catch (error) {
      throw isTimeOut(error) ? new SearchTooLong() : error;
    }
  }
}

/** The error comes from another realm, so `instanceof` says nothing. */
function isTimeOut(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
