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

/**
 * `regex.exec(text)` with a bound, for regular expressions of definitions: backtracking may take years, and nothing can
 * count its steps from outside, so this one limit is of wall-clock time. One repetition alone cannot backtrack far and
 * runs bare. Throws `SearchTooLong`.
 */
export function boundedSearch(regex: RegExp, text: string): RegExpExecArray | null {
  const repetitions = regex.source.match(/[*+{]/g)?.length ?? 0;
  if (repetitions < 2 || text.length <= HARMLESS_LENGTH) return regex.exec(text);
  const context = vm.createContext({ search: () => regex.exec(text) });
  try {
    return vm.runInContext("search()", context, { timeout: TIME_LIMIT_MS }) as RegExpExecArray | null;
  } catch (error) {
    throw isTimeOut(error) ? new SearchTooLong() : error;
  }
}

/** The error comes from another realm, so `instanceof` says nothing. */
function isTimeOut(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
