import type { Rule } from "../rewrite.ts";
import { nameOf, type Range, type StatementTokens } from "../statement-tokens.ts";

const UUID_GROUPS = "'^(.{8})-(.{4})-(.{4})-(.{4})-(.{12})$'";
const HEX_GROUPS = "'^(.{8})(.{4})(.{4})(.{4})(.{12})$'";
const SWAPPED_HEX_GROUPS = "'^(.{4})(.{4})(.{8})(.{4})(.{12})$'";

/** Operators and functions of MySQL that MariaDB lacks, where it has the same under another name. */
export const expressions: Rule = (statement, { report }) => {
  for (const index of [...statement.list.keys()]) {
    if (statement.is(index, "->", "->>") && jsonOperator(statement, index)) report("json-operator", statement, index);
  }
  statement.refresh();
  // From the innermost call outwards, so that each change sees the text of the ones within.
  for (const index of statement.places(...Object.keys(FUNCTIONS)).reverse()) {
    const close = statement.is(index + 1, "(") ? statement.closing(index + 1) : -1;
    if (close < 0) continue;
    const text = FUNCTIONS[statement.list[index]?.text.toUpperCase() ?? ""]?.(statement, {
      start: index + 2,
      end: close,
    });
    if (text === undefined) continue;
    report("mysql-function", statement, index);
    statement.remove(index, close + 1);
    statement.replace(index, text);
  }
};

function jsonOperator(statement: StatementTokens, index: number): boolean {
  const { list } = statement;
  if (nameOf(list[index - 1]) === undefined) return false;
  let start = index - 1;
  while (statement.is(start - 1, ".") && nameOf(list[start - 2]) !== undefined) start -= 2;
  const first = list[start];
  if (list[index + 1]?.kind !== "string" || !first) return false;
  const unquotes = list[index]?.text === "->>";
  first.text = `${unquotes ? "JSON_UNQUOTE(" : ""}JSON_EXTRACT(${first.text}`;
  statement.replace(index, ",");
  statement.append(index + 1, unquotes ? "))" : ")");
  return true;
}

type Replacement = (statement: StatementTokens, inside: Range) => string | undefined;

const FUNCTIONS: Readonly<Record<string, Replacement>> = {
  REGEXP_LIKE(statement, { start, end }) {
    const [value, pattern, ...more] = statement.parts(start, end);
    if (!value || !pattern || more.length > 0) return undefined;
    return `((${statement.text(value)}) REGEXP (${statement.text(pattern)}))`;
  },
  CAST(statement, inside) {
    const as = statement.outside(inside, "AS").at(-1);
    if (as === undefined || !statement.is(as + 1, "JSON")) return undefined;
    return `JSON_COMPACT(${statement.text({ start: inside.start, end: as })})`;
  },
  UUID_TO_BIN(statement, { start, end }) {
    const [uuid, swap] = statement.parts(start, end);
    if (!uuid) return undefined;
    const text = statement.text(uuid);
    if (!swap || statement.text(swap) === "0") return `UNHEX(REPLACE(${text}, '-', ''))`;
    return `UNHEX(REGEXP_REPLACE(${text}, ${UUID_GROUPS}, '\\\\3\\\\2\\\\1\\\\4\\\\5'))`;
  },
  /** In ASCII, which has no quarrel with the collation of the connection that made a view. */
  BIN_TO_UUID(statement, { start, end }) {
    const [bytes, swap] = statement.parts(start, end);
    if (!bytes) return undefined;
    const swapped = swap !== undefined && statement.text(swap) !== "0";
    const order = swapped ? "\\\\3-\\\\2-\\\\1-\\\\4-\\\\5" : "\\\\1-\\\\2-\\\\3-\\\\4-\\\\5";
    const groups = swapped ? SWAPPED_HEX_GROUPS : HEX_GROUPS;
    return `LOWER(REGEXP_REPLACE(CONVERT(HEX(${statement.text(bytes)}) USING ascii), ${groups}, '${order}'))`;
  },
};
