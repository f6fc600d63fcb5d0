import type { Flavour } from "../engine/engine.ts";
import { REWRITES, type Rewrite, type RewriteKind, type Rule, type RuleContext } from "./rewrite.ts";
import { accounts } from "./rules/accounts.ts";
import { checks } from "./rules/checks.ts";
import { collations } from "./rules/collations.ts";
import { doubledDefault } from "./rules/doubled-default.ts";
import { expressions } from "./rules/expressions.ts";
import { functionalIndexes } from "./rules/functional-indexes.ts";
import { generatedColumns } from "./rules/generated-columns.ts";
import { events, insertedRows, reservedWords } from "./rules/names-and-rows.ts";
import { schemaNames, usedSchemas } from "./rules/schema-names.ts";
import { storage } from "./rules/storage.ts";
import { variables } from "./rules/variables.ts";
import { versionedComments } from "./rules/versioned-comments.ts";
import { visibility } from "./rules/visibility.ts";
import { splitStatements } from "./split-statements.ts";
import { beginningOf, type SqlFile, type SqlMistake, type SqlStatement } from "./sql-file.ts";
import { StatementTokens } from "./statement-tokens.ts";

/** A statement that the engine takes. */
export interface PreparedStatement extends SqlStatement {
  /** How it begins in the file. */
  readonly beginning: string;
  /** The file that it reads, as it stands in the statement. */
  readonly loads?: string;
}

/** The files' statements for one kind of server: plain data, the same for every world of a run. */
export interface PreparedSql {
  readonly statements: readonly PreparedStatement[];
  readonly rewrites: readonly Rewrite[];
  readonly mistakes: readonly SqlMistake[];
}

export interface PreparationOptions {
  readonly database: string;
  readonly flavour: Flavour;
  readonly ownServer: boolean;
}

/** On every server: without these its own files would not stay in its own database, or not load at all. */
const FOR_ALL: readonly Rule[] = [doubledDefault, accounts, events, schemaNames, variables, storage];
/** Each sees what the ones before have left. */
const FOR_MARIADB: readonly Rule[] = [
  versionedComments,
  ...FOR_ALL,
  checks,
  visibility,
  functionalIndexes,
  generatedColumns,
  expressions,
  insertedRows,
  reservedWords,
  collations,
];

/** Splits and rewrites; touches no server. */
export function prepareForeignSql(files: readonly SqlFile[], options: PreparationOptions): PreparedSql {
  const split = files.map(splitStatements);
  const mistakes = split.flatMap((file) => file.mistakes);
  const statements = split.flatMap((file) => file.statements).map(readHead);
  const schema = otherSchema(statements, options.database);
  if ("mistake" in schema) mistakes.push(schema.mistake);
  const rewrites = new RewriteList();
  const context: RuleContext = {
    ...options,
    otherSchema: "name" in schema ? schema.name : undefined,
    report: (kind, statement, index) => rewrites.add(kind, statement, index),
  };
  const rules = options.flavour === "mariadb" ? FOR_MARIADB : FOR_ALL;
  return {
    statements: statements.flatMap((each) => rewritten(each, rules, context)),
    rewrites: rewrites.all,
    mistakes,
  };
}

/** A statement whose beginning is read; the rows of a long INSERT are not. */
interface ReadStatement {
  readonly statement: SqlStatement;
  readonly tokens: StatementTokens;
  readonly unread: string;
}

const INSERT_HEAD = /^\s*(?:INSERT|REPLACE)\b[^;]{0,4000}?\bVALUES?\s*(?=\()/i;
/** Behind the rows, and only there, MySQL has words of its own. */
const ROW_ALIAS = /\bAS\s+[`\w]+\s*(?:\([^)]*\)\s*)?ON\s+DUPLICATE\b/i;
/** Among the rows as well. */
const ONLY_MYSQL = /\b(?:UUID_TO_BIN|BIN_TO_UUID|REGEXP_LIKE)\s*\(|\bAS\s+JSON\s*\)/i;

function readHead(statement: SqlStatement): ReadStatement {
  const { sql } = statement;
  const whole = ROW_ALIAS.test(sql.slice(-4000)) || ONLY_MYSQL.test(sql);
  const head = whole ? undefined : INSERT_HEAD.exec(sql)?.[0];
  const read = head ?? sql;
  return { statement, tokens: new StatementTokens({ ...statement, sql: read }), unread: sql.slice(read.length) };
}

function rewritten(
  { statement, tokens, unread }: ReadStatement,
  rules: readonly Rule[],
  context: RuleContext,
): PreparedStatement[] {
  for (const rule of rules) {
    rule(tokens, context);
    if (tokens.dropped) return [];
    tokens.refresh();
  }
  const sql = (tokens.toString() + unread).trim();
  if (sql === "") return [];
  const beginning = beginningOf(statement.sql);
  const { path, line } = statement;
  const loads = tokens.begins("LOAD", "DATA") ? loadedFile(tokens) : undefined;
  return [{ path, line, sql, beginning, ...(loads === undefined ? {} : { loads }) }];
}

function loadedFile(tokens: StatementTokens): string | undefined {
  const infile = tokens.places("INFILE")[0];
  const path = infile === undefined ? undefined : tokens.list[infile + 1];
  return path?.kind === "string" ? path.text.slice(1, -1).replace(/\\(.)/g, "$1") : undefined;
}

type Schema = { readonly name: string } | { readonly mistake: SqlMistake } | { readonly own: true };

/** Which other database the files use instead of the system's. With both, or two others, no world can hold them. */
function otherSchema(statements: readonly ReadStatement[], database: string): Schema {
  const first = new Map<string, ReadStatement>();
  for (const each of statements) {
    for (const name of usedSchemas(each.tokens)) if (!first.has(name)) first.set(name, each);
  }
  const [other] = [...first].filter(([name]) => name !== database);
  if (!other) return { own: true };
  if (first.size === 1) return { name: other[0] };
  const names = [...first.keys()].sort().map((name) => `\`${name}\``);
  const { path, line, sql } = other[1].statement;
  const what = `the files use the databases ${names.join(" and ")}, and a world has one: ${database}. Leave the others out`;
  return { mistake: { path, line, what, statement: beginningOf(sql) } };
}

class RewriteList {
  readonly #found = new Map<RewriteKind, Rewrite>();

  add(kind: RewriteKind, statement: StatementTokens, index: number): void {
    const { path } = statement;
    const found = this.#found.get(kind) ?? { kind, ...REWRITES[kind], path, line: statement.lineOf(index), count: 0 };
    this.#found.set(kind, { ...found, count: found.count + 1 });
  }

  get all(): readonly Rewrite[] {
    return [...this.#found.values()];
  }
}
