import { lexemeAt } from "./lexeme.ts";
import { RoutineBody } from "./routine-body.ts";
import { beginningOf, type SqlFile, type SqlMistake, type SqlStatement } from "./sql-file.ts";

export interface SplitFile {
  readonly statements: readonly SqlStatement[];
  /** Strings and comments without an end, commands of the client: such text is in no statement. */
  readonly mistakes: readonly SqlMistake[];
}

/**
 * Splits a file where MySQL's command-line client does: at the delimiter outside of strings, quoted names and comments,
 * and with its commands `DELIMITER`, `USE` without a semicolon, `\g` and `\G`. A routine's body that is not wrapped in
 * another delimiter stays whole as well, because migration tools send it so.
 */
export function splitStatements({ path, sql }: SqlFile): SplitFile {
  return new Splitter(path, sql.startsWith("\uFEFF") ? sql.slice(1) : sql).split();
}

const UTF8_HINT = "there is a NUL byte; save the file as UTF-8 without it";
/** What a decoder leaves in place of bytes that it cannot read; they are lost by then. */
const NO_UTF8 = "there are bytes that are no UTF-8; save the file as UTF-8, a dump with --hex-blob";
const BEGINNING = /[\s;]+/y;
/** Client commands that end with their line. */
const DELIMITER_COMMAND = /delimiter[ \t]+(\S+)[^\n]*/iy;
const USE_LINE = /use[ \t]+(?:`[^`\n]+`|[^\s;`]+)[ \t]*\r?(?=\n|$)/iy;
const SOURCE_COMMAND = /(?:source[ \t]+|\\\.[ \t]*)\S[^\n]*/iy;

class Splitter {
  readonly #path: string;
  readonly #sql: string;
  readonly #statements: SqlStatement[] = [];
  readonly #mistakes: SqlMistake[] = [];
  #delimiter = ";";
  #plain = plainText(";");
  #counted = { at: 0, line: 1 };

  constructor(path: string, sql: string) {
    this.#path = path;
    this.#sql = sql;
  }

  split(): SplitFile {
    const undecoded = this.#sql.indexOf("\uFFFD");
    if (undecoded >= 0) this.#mistake(undecoded, NO_UTF8);
    let at = 0;
    while (at < this.#sql.length) at = this.#command(at) ?? this.#statement(at);
    return { statements: this.#statements, mistakes: this.#mistakes };
  }

  /** Skips what is between statements, obeys a client command; undefined when a statement begins at the same place. */
  #command(at: number): number | undefined {
    const skipped = matchAt(BEGINNING, this.#sql, at);
    if (skipped && this.#delimiter === ";") return at + skipped[0].length;
    const blank = matchAt(/\s+/y, this.#sql, at);
    if (blank) return at + blank[0].length;
    const delimiter = matchAt(DELIMITER_COMMAND, this.#sql, at);
    if (delimiter?.[1] !== undefined) {
      this.#delimiter = delimiter[1];
      this.#plain = plainText(delimiter[1]);
      return at + delimiter[0].length;
    }
    const use = matchAt(USE_LINE, this.#sql, at);
    if (use) {
      this.#add(at, at + use[0].length);
      return at + use[0].length;
    }
    const source = matchAt(SOURCE_COMMAND, this.#sql, at);
    if (!source) return undefined;
    this.#mistake(at, "SOURCE is a command of the mysql client; name that file itself among the schema or seeds");
    return at + source[0].length;
  }

  /** Reads one statement from `start`; gives the place behind its delimiter. */
  #statement(start: number): number {
    const sql = this.#sql;
    let first: number | undefined;
    let conditional: number | undefined;
    let body: RoutineBody | undefined;
    for (let at = start; at < sql.length; ) {
      this.#plain.lastIndex = at;
      if (this.#plain.test(sql)) {
        first ??= at;
        at = this.#plain.lastIndex;
        continue;
      }
      const length = this.#terminator(at);
      if (length > 0) {
        body ??= first === undefined ? undefined : RoutineBody.of(sql, first);
        if (this.#delimiter !== ";" || !body?.isOpenAt(at)) return this.#finish({ first, conditional, at, length });
        at += length;
        continue;
      }
      const lexeme = lexemeAt(sql, at, conditional !== undefined);
      if (lexeme.unterminated) {
        this.#mistake(at, `${NAMES_OF[lexeme.kind] ?? "text"} that begins here never ends`);
        return sql.length;
      }
      if (lexeme.kind === "conditional") conditional = at;
      if (lexeme.kind === "conditionalEnd") conditional = undefined;
      if (sql.charCodeAt(at) === 0) this.#mistake(at, UTF8_HINT);
      if (lexeme.kind !== "comment") first ??= at;
      // After a comment a client command may come.
      if (first === undefined) return lexeme.end;
      at = lexeme.end;
    }
    return this.#finish({ first, conditional, at: sql.length, length: 0 });
  }

  #finish(found: { first: number | undefined; conditional: number | undefined; at: number; length: number }): number {
    const { first, conditional, at, length } = found;
    if (conditional !== undefined) this.#mistake(conditional, "a comment that begins here never ends");
    else if (first !== undefined) this.#add(first, at);
    return at + length;
  }

  /** How many characters end a statement here. */
  #terminator(at: number): number {
    if (this.#sql.startsWith(this.#delimiter, at)) return this.#delimiter.length;
    return this.#sql.charAt(at) === "\\" && /[gG]/.test(this.#sql.charAt(at + 1)) ? 2 : 0;
  }

  #add(start: number, end: number): void {
    const sql = this.#sql.slice(start, end).trimEnd();
    if (sql !== "") this.#statements.push({ path: this.#path, line: this.#lineAt(start), sql });
  }

  #mistake(at: number, what: string): void {
    const statement = beginningOf(this.#sql.slice(at, at + 600));
    this.#mistakes.push({ path: this.#path, line: this.#lineAt(at), what, statement });
  }

  /** Places are asked for in almost ascending order, so lines are counted once. */
  #lineAt(at: number): number {
    if (at < this.#counted.at) this.#counted = { at: 0, line: 1 };
    let { at: from, line } = this.#counted;
    for (let next = this.#sql.indexOf("\n", from); next >= 0 && next < at; next = this.#sql.indexOf("\n", from)) {
      from = next + 1;
      line++;
    }
    this.#counted = { at: from, line };
    return line;
  }
}

const NAMES_OF: Readonly<Record<string, string>> = {
  string: "a string",
  quoted: "a name in backticks",
  comment: "a comment",
};

/** Text in which nothing can end or open anything: most of a dump. */
function plainText(delimiter: string): RegExp {
  const special = [...new Set(`'"\`#-/*\\\0${delimiter.charAt(0)}`)].map(
    (each) => `\\u{${each.codePointAt(0)?.toString(16)}}`,
  );
  return new RegExp(`[^${special.join("")}]+`, "uy");
}

function matchAt(pattern: RegExp, sql: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(sql);
}
