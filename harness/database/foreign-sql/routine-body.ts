import { lexemeAt } from "./lexeme.ts";

const ROUTINE =
  /create\s+(?:or\s+replace\s+)?(?:definer\s*=\s*\S+\s+)?(?:aggregate\s+)?(?:procedure|function|trigger|event)\b/iy;

/** Follows BEGIN … END through the text of a routine, so that the semicolons inside end nothing. */
export class RoutineBody {
  readonly #sql: string;
  #at: number;
  #depth = 0;
  #previous = "";

  /** The body of the statement that begins at `start`, if that makes a routine. */
  static of(sql: string, start: number): RoutineBody | undefined {
    ROUTINE.lastIndex = start;
    return ROUTINE.test(sql) ? new RoutineBody(sql, ROUTINE.lastIndex) : undefined;
  }

  private constructor(sql: string, at: number) {
    this.#sql = sql;
    this.#at = at;
  }

  /** Whether a semicolon at this place stands inside a block. Asked in ascending order. */
  isOpenAt(end: number): boolean {
    while (this.#at < end) {
      const lexeme = lexemeAt(this.#sql, this.#at, false);
      if (lexeme.kind === "word") this.#read(this.#sql.slice(this.#at, lexeme.end).toUpperCase());
      else if (lexeme.kind !== "space" && lexeme.kind !== "comment") this.#previous = this.#sql.charAt(this.#at);
      this.#at = lexeme.end;
    }
    return this.#depth > 0;
  }

  /** `END IF`, `END LOOP` and their like end what was not counted; `END CASE` and `END` end a CASE or a block. */
  #read(word: string): void {
    const before = this.#previous;
    this.#previous = word;
    if (before === ".") return;
    if (before === "END" && ["IF", "LOOP", "REPEAT", "WHILE"].includes(word)) this.#depth++;
    else if (word === "END") this.#depth--;
    else if (word === "BEGIN" || (word === "CASE" && before !== "END")) this.#depth++;
  }
}
