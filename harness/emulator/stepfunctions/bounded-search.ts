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

/** One repetition of one thing tries every part of the text at most: for a text this short that is quick. */
const HARMLESS_FOR_ONE_REPETITION = 1000;

const SEARCH = new vm.Script("search()");

/**
 * A regular expression of a definition, with a bound: backtracking may take years, and nothing can count its steps from
 * outside, so this one limit is of wall-clock time. What cannot backtrack far runs bare.
 */
export class BoundedSearch {
  readonly regex: RegExp;
  readonly #harmlessLength: number;
  /** Where searches with a limit run; made once, because it takes a while. */
  #context: { search: () => RegExpExecArray | null } | undefined;

  constructor(regex: RegExp) {
    this.regex = regex;
    this.#harmlessLength = harmlessLength(regex.source);
  }

  /** As `RegExp.exec`. Throws `SearchTooLong`. */
  exec(text: string): RegExpExecArray | null {
    if (text.length <= this.#harmlessLength) return this.regex.exec(text);
    this.#context ??= vm.createContext({ search: () => null }) as { search: () => RegExpExecArray | null };
    this.#context.search = () => this.regex.exec(text);
    try {
      return SEARCH.runInContext(this.#context, { timeout: TIME_LIMIT_MS }) as RegExpExecArray | null;
    } catch (error) {
      throw isTimeOut(error) ? new SearchTooLong() : error;
    }
  }
}

function harmlessLength(source: string): number {
  const choices = source.match(/[*+{?|]/g) ?? [];
  if (choices.length === 0) return Number.POSITIVE_INFINITY;
  return choices.length === 1 && choices[0] !== "|" ? HARMLESS_FOR_ONE_REPETITION : HARMLESS_LENGTH;
}

/** The error comes from another realm, so `instanceof` says nothing. */
function isTimeOut(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
