import { BoundedSearch, SearchTooLong } from "../bounded-search.ts";
import { timeLimit } from "./limits.ts";

/** The regular expressions of JSONata, as far as the library uses them, with a bound. */
export class GuardedRegex {
  lastIndex = 0;
  readonly #search: BoundedSearch;

  constructor(source: RegExp) {
    this.#search = new BoundedSearch(new RegExp(source));
  }

  /** Throws `JsonataLimit` when the search takes too long. */
  exec(text: string): RegExpExecArray | null {
    this.#search.regex.lastIndex = this.lastIndex;
    try {
      const match = this.#search.exec(text);
      this.lastIndex = this.#search.regex.lastIndex;
      return match;
    } catch (error) {
      throw error instanceof SearchTooLong ? timeLimit() : error;
    }
  }
}
