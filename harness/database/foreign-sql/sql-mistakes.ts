import type { EngineDescription } from "../engine/engine.ts";
import { errorNumber } from "../session.ts";
import type { PreparedStatement } from "./prepare-foreign-sql.ts";
import type { SqlMistake } from "./sql-file.ts";

/** A statement that the server refused, with the server's own error. */
export interface Failure {
  readonly statement: PreparedStatement;
  readonly error: Error;
}

/** Errors of a statement that needs what another one was to make: no table, no view or column of it, a foreign key to it. */
const NEEDS_ANOTHER: ReadonlySet<number> = new Set([
  1005, 1054, 1146, 1215, 1305, 1347, 1356, 1451, 1452, 1822, 1824, 3780,
]);
const MAKES =
  /^\s*(?:CREATE|ALTER)\b.*?\b(?:TABLE|VIEW|FUNCTION|PROCEDURE)\s+(?:IF\s+NOT\s+EXISTS\s+)?((?:[`\w$]+\.)?[`\w$]+)/is;
/** Most mistakes that are shown; a wrong delimiter makes thousands. */
const MOST = 40;

/** All mistakes in one text: file, line, the server's word and the beginning of the statement. */
export function mistakesMessage(
  { flavour, version }: EngineDescription,
  mistakes: readonly SqlMistake[],
  failures: readonly Failure[],
): string {
  const server = `${flavour === "mysql" ? "MySQL" : "MariaDB"} ${version}`;
  const { own, following } = causes(failures);
  const lines = [...mistakes.map(lineOf), ...own.map((failure) => lineOf(mistakeOf(failure)))];
  const shown = lines.slice(0, MOST);
  const more = lines.length - shown.length;
  return [
    `The SQL cannot be loaded (${server}). ${count(lines.length, "mistake")}:`,
    ...shown,
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...(following.length > 0 ? [followingLine(following)] : []),
    ...(flavour === "mariadb" && failures.length > 0
      ? [
          "What MySQL takes and MariaDB refuses loads with DATABASE_URL=mysql://user:password@host:3306 of a MySQL server.",
        ]
      : []),
  ].join("\n");
}

function lineOf({ path, line, what, statement }: SqlMistake): string {
  return `  ${path}:${line}: ${what}: ${statement}`;
}

function mistakeOf({ statement: { path, line, beginning }, error }: Failure): SqlMistake {
  const inside = Number(/ at line (\d+)$/.exec(error.message)?.[1] ?? 1);
  const what = error.message
    .replace(/^You have an error in your SQL syntax; .* to use near '(.*)' at line \d+$/s, (_all, near: string) =>
      near === "" ? "syntax error at its end" : `syntax error near ${JSON.stringify(near.slice(0, 60))}`,
    )
    .replace(/\s+/g, " ");
  return { path, line: line + inside - 1, what, statement: beginning };
}

/** Apart: mistakes, and statements that fail only because another one did. */
function causes(failures: readonly Failure[]): { own: readonly Failure[]; following: readonly Failure[] } {
  /** What was not made, with the statement that was to make it. */
  const missing = new Map<string, string>();
  const own: Failure[] = [];
  const following: Failure[] = [];
  for (const failure of failures) {
    const sql = failure.statement.sql.slice(0, LONGEST_READ);
    const follows = [...missing].some(([name, maker]) => needs(failure, name, maker));
    (follows ? following : own).push(failure);
    const made = MAKES.exec(sql)?.[1]?.split(".").at(-1)?.replaceAll("`", "");
    if (made !== undefined && errorNumber(failure.error) !== TABLE_EXISTS) missing.set(made, sql);
  }
  return { own, following };
}

const TABLE_EXISTS = 1050;
const UNKNOWN_COLUMN = 1054;
/** The beginning of a statement, where it names its tables. */
const LONGEST_READ = 20_000;

function needs({ statement, error }: Failure, name: string, maker: string): boolean {
  const number = errorNumber(error) ?? 0;
  if (!NEEDS_ANOTHER.has(number) || !names(statement.sql.slice(0, LONGEST_READ), name)) return false;
  if (number !== UNKNOWN_COLUMN) return true;
  const column = /'(?:[^']*\.)?([^'.]+)'/.exec(error.message)?.[1];
  return column !== undefined && names(maker, column);
}

/** Whether the text holds this name, whole. */
function names(sql: string, name: string): boolean {
  return new RegExp(`(?<![\\w$])${name.replace(/[^\w]/g, "\\$&")}(?![\\w$])`, "i").test(sql);
}

function followingLine(following: readonly Failure[]): string {
  const places = following.slice(0, 10).map(({ statement }) => `${statement.path}:${statement.line}`);
  const more = following.length > places.length ? " …" : "";
  return `  ${count(following.length, "statement")} more that need what failed above: ${places.join(", ")}${more}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
