import { nameOf, type Range, type StatementTokens } from "./statement-tokens.ts";

export interface TableItem extends Range {
  readonly kind: "column" | "index" | "check" | "other";
  /** Where its own text begins, behind `ADD COLUMN` and the like: a column's name, or a word such as UNIQUE. */
  readonly at: number;
}

/** A CREATE TABLE or ALTER TABLE in its parts. */
export interface TableStatement {
  readonly verb: "CREATE" | "ALTER";
  readonly name: string;
  readonly nameRange: Range;
  readonly items: readonly TableItem[];
  /** Behind the items of a CREATE TABLE. */
  readonly options: Range;
}

const read = new WeakMap<StatementTokens, { readonly reading: number; readonly table: TableStatement | undefined }>();

/** The parts of a CREATE TABLE or ALTER TABLE; undefined for any other statement. */
export function tableStatement(statement: StatementTokens): TableStatement | undefined {
  const known = read.get(statement);
  // Until it is read anew its tokens keep their places.
  if (known?.reading === statement.readings) return known.table;
  const table = readTable(statement);
  read.set(statement, { reading: statement.readings, table });
  return table;
}

function readTable(statement: StatementTokens): TableStatement | undefined {
  const { list } = statement;
  const table = statement.places("TABLE", "TABLES")[0];
  const verb = statement.begins("CREATE") ? "CREATE" : statement.begins("ALTER") ? "ALTER" : undefined;
  if (table === undefined || verb === undefined || table > 6) return undefined;
  let at = table + 1;
  while (statement.is(at, "IF", "NOT", "EXISTS")) at++;
  const first = at;
  if (statement.is(at + 1, ".")) at += 2;
  const name = nameOf(list[at]);
  if (name === undefined) return undefined;
  const end = list.findIndex(
    ({ kind }, index) => index > table && kind === "conditionalEnd" && index === list.length - 1,
  );
  const last = end < 0 ? list.length : end;
  const nameRange = { start: first, end: at + 1 };
  if (verb === "ALTER") {
    const items = statement.parts(at + 1, last).flatMap((range) => alteration(statement, range));
    return { verb, name, nameRange, items, options: { start: last, end: last } };
  }
  if (!statement.is(at + 1, "(")) return { verb, name, nameRange, items: [], options: { start: at + 1, end: last } };
  const close = statement.closing(at + 1);
  const items = statement.parts(at + 2, close).map((range) => item(statement, range, range.start));
  return { verb, name, nameRange, items, options: { start: Math.min(close + 1, last), end: last } };
}

/** What a column's definition begins with: its name and type, in upper case, with the number in brackets. */
export function columnOf(statement: StatementTokens, { at, end }: TableItem) {
  const type = statement.list[at + 1]?.text.toUpperCase() ?? "";
  const bracketed = at + 2 < end && statement.is(at + 2, "(") ? Number(statement.list[at + 3]?.text) : undefined;
  return { name: nameOf(statement.list[at]) ?? "", type, length: bracketed };
}

/** Takes an item out, with one of the commas beside it; an ALTER TABLE that has none left is dropped. */
export function removeItem(statement: StatementTokens, { start, end }: Range): void {
  const { list } = statement;
  statement.remove(start, end);
  if (statement.is(end, ",")) {
    statement.remove(end);
    return;
  }
  let before = start - 1;
  while (before >= 0 && list[before]?.text === "") before--;
  if (statement.is(before, ",")) statement.remove(before);
  else if (!statement.is(before, "(")) statement.dropped = true;
}

function alteration(statement: StatementTokens, range: Range): TableItem[] {
  let at = range.start;
  const change = statement.is(at, "CHANGE");
  if (!statement.is(at, "ADD", "MODIFY", "CHANGE")) return [{ ...range, kind: "other", at }];
  at++;
  if (statement.is(at, "COLUMN")) at++;
  while (statement.is(at, "IF", "NOT", "EXISTS")) at++;
  if (statement.is(at, "(")) {
    return statement.parts(at + 1, statement.closing(at)).map((inner) => item(statement, inner, inner.start));
  }
  return [item(statement, range, change ? at + 1 : at)];
}

function item(statement: StatementTokens, range: Range, from: number): TableItem {
  let at = from;
  if (statement.is(at, "CONSTRAINT")) at += statement.is(at + 1, ...AFTER_CONSTRAINT) ? 1 : 2;
  if (statement.is(at, "PRIMARY", "UNIQUE", "KEY", "INDEX", "FULLTEXT", "SPATIAL"))
    return { ...range, kind: "index", at };
  if (statement.is(at, "CHECK")) return { ...range, kind: "check", at };
  if (statement.is(at, "FOREIGN", "LIKE", "PERIOD", "PARTITION")) return { ...range, kind: "other", at };
  return { ...range, kind: nameOf(statement.list[at]) === undefined ? "other" : "column", at };
}

const AFTER_CONSTRAINT = ["PRIMARY", "UNIQUE", "FOREIGN", "CHECK"];
