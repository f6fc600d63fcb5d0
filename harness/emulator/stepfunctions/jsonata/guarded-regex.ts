import { boundedSearch, SearchTooLong } from "../bounded-search.ts";
import { timeLimit } from "./limits.ts";

/** The regular expressions of JSONata, as far as the library uses them, with a bound. */
export class GuardedRegex {
  lastIndex = 0;
  readonly #regex: RegExp;

  constructor(source: RegExp) {
    this.#regex = new RegExp(source);
  }

  /** Throws `JsonataLimit` when the search takes too long. */
  exec(text: string): RegExpExecArray | null {
    this.#regex.lastIndex = this.lastIndex;
    try {
      const match = boundedSearch(this.#regex, text);
      this.lastIndex = this.#regex.lastIndex;
      return match;
    } catch (error) {
      throw error instanceof SearchTooLong ? timeLimit() : error;
    }
  }
}
