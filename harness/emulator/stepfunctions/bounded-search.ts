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

/**
 * `regex.exec(text)` with a bound, for regular expressions of definitions: backtracking may take years, and nothing can
 * count its steps from outside, so this one limit is of wall-clock time. What cannot backtrack far runs bare. Throws
 * `SearchTooLong`.
 */
export function boundedSearch(regex: RegExp, text: string): RegExpExecArray | null {
  if (text.length <= harmlessLength(regex.source)) return regex.exec(text);
  const context = vm.createContext({ search: () => regex.exec(text) });
  try {
    return vm.runInContext("search()", context, { timeout: TIME_LIMIT_MS }) as RegExpExecArray | null;
  } catch (error) {
    throw isTimeOut(error) ? new SearchTooLong() : error;
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
