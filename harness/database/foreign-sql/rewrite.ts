import type { Flavour } from "../engine/engine.ts";
import type { StatementTokens } from "./statement-tokens.ts";

/** A kind of change to the user's SQL, named once per load with the first place where it was made. */
export interface Rewrite {
  readonly kind: RewriteKind;
  readonly cause: RewriteCause;
  /** What was changed and why, one sentence. */
  readonly reason: string;
  readonly path: string;
  readonly line: number;
  /** How many places. */
  readonly count: number;
}

/**
 * `engine`: MariaDB refuses it or does something else than MySQL. `mistake`: no server takes it as it stands.
 * `harness`: it makes no sense on a server that lives as long as a run.
 */
export type RewriteCause = "engine" | "mistake" | "harness";

export type RewriteKind = keyof typeof REWRITES;

/** Of each kind: cause and reason. */
export const REWRITES = {
  "doubled-default": {
    cause: "mistake",
    reason: "DEFAULT stands twice, which no server takes: loaded with one. Mend the file",
  },
  "missing-file": {
    cause: "harness",
    reason: "the file that LOAD DATA reads is not there: the statement was skipped",
  },
  "other-schema": {
    cause: "harness",
    reason: "the files name another database than the system's: everything is loaded into the system's",
  },
  accounts: {
    cause: "harness",
    reason: "accounts, privileges and DEFINER were left out: the harness lets any user in",
  },
  "global-settings": {
    cause: "harness",
    reason: "a setting of the whole server was left out: the server is not ours alone",
  },
  "separate-table-files": {
    cause: "harness",
    reason: "compression and block sizes were left out: the harness keeps all tables in one file",
  },
  "versioned-comment": {
    cause: "engine",
    reason: "/*!50700 … */ to /*!99999 … */ is code for MySQL and a comment for MariaDB: taken as code",
  },
  collation: {
    cause: "engine",
    reason:
      "a collation of MySQL 8 was replaced by MariaDB's that compares alike: case, accents, width, trailing blanks",
  },
  "default-collation": {
    cause: "engine",
    reason: "a character set got MySQL's default collation by name, because MariaDB's default compares otherwise",
  },
  "index-visibility": {
    cause: "engine",
    reason: "INVISIBLE and VISIBLE indexes are IGNORED and NOT IGNORED in MariaDB",
  },
  "column-visibility": {
    cause: "engine",
    reason: "VISIBLE columns were left as they are by default: MariaDB has no such word",
  },
  "generated-rounding": {
    cause: "engine",
    reason:
      "a generated date or time is rounded by its expression, as MySQL rounds it; MariaDB refuses to do so by itself",
  },
  "generated-precision": {
    cause: "engine",
    reason: "a generated time keeps its microseconds, because MariaDB refuses to round it; MySQL rounds it",
  },
  "generated-null": {
    cause: "engine",
    reason:
      "NOT NULL of a generated column became a CHECK: MariaDB refuses it there (a violation is error 4025, not 1048)",
  },
  "generated-char": {
    cause: "engine",
    reason: "CHAR columns in a generated column's expression are trimmed explicitly, as MariaDB demands",
  },
  "generated-locale": {
    cause: "engine",
    reason: "DATE_FORMAT in a generated column names its locale, as MariaDB demands",
  },
  "functional-index": {
    cause: "engine",
    reason:
      "MariaDB has no index on an expression: a unique one became an invisible generated column with a unique index",
  },
  "functional-index-left-out": {
    cause: "engine",
    reason: "MariaDB has no index on an expression: it was left out, which changes speed and no result",
  },
  "multi-valued-index": {
    cause: "engine",
    reason: "MariaDB has no index on the elements of an array: it was left out, and what it kept unique is not",
  },
  "json-operator": {
    cause: "engine",
    reason: "-> and ->> became JSON_EXTRACT and JSON_UNQUOTE, which MariaDB has",
  },
  "mysql-function": {
    cause: "engine",
    reason:
      "REGEXP_LIKE, CAST … AS JSON, UUID_TO_BIN and BIN_TO_UUID became what MariaDB has; in the server's own queries they fail there",
  },
  "check-not-enforced": {
    cause: "engine",
    reason: "a CHECK that is NOT ENFORCED was left out: MariaDB enforces every one",
  },
  "check-syntax": {
    cause: "engine",
    reason: "ENFORCED, DROP CHECK and the name of a column's CHECK are written otherwise in MariaDB, or not at all",
  },
  "spatial-reference": {
    cause: "engine",
    reason: "SRID was left out: MariaDB does not check it, and its axes are x, y for 4326 too",
  },
  "storage-attribute": {
    cause: "engine",
    reason:
      "attributes of MySQL's storage (ENCRYPTION, TABLESPACE, COLUMN_FORMAT …) were left out; they change no result",
  },
  "fulltext-parser": {
    cause: "engine",
    reason: "WITH PARSER ngram was left out: MariaDB splits full text at blanks only",
  },
  "reserved-word": {
    cause: "engine",
    reason:
      "a name that MariaDB reserves (OFFSET, RETURNING …) was put in backticks; the server's queries must do so too",
  },
  "row-alias": {
    cause: "engine",
    reason: "VALUES (…) AS new became VALUES(column), which both servers have",
  },
  "row-constructor": {
    cause: "engine",
    reason: "VALUES ROW(…) became VALUES (…)",
  },
  "sql-mode": {
    cause: "engine",
    reason: "sql_mode got TIME_ROUND_FRACTIONAL, without which MariaDB truncates fractions that MySQL rounds",
  },
  "mysql-variable": {
    cause: "engine",
    reason: "a variable that only MySQL has was left out or renamed",
  },
  event: {
    cause: "harness",
    reason: "events were left out: they would run by the machine's clock and not by the world's",
  },
} as const satisfies Readonly<Record<string, { readonly cause: RewriteCause; readonly reason: string }>>;

/** What a rule may know besides its statement. */
export interface RuleContext {
  /** The name under which everything is loaded. */
  readonly database: string;
  /** The other database that the files name instead, if they do. */
  readonly otherSchema: string | undefined;
  readonly flavour: Flavour;
  /** Whether the server was started by this run; if not, nothing outside of the database may be touched. */
  readonly ownServer: boolean;
  /** Notes a change at this token. */
  report(kind: RewriteKind, statement: StatementTokens, index: number): void;
}

/** Changes a statement in place. */
export type Rule = (statement: StatementTokens, context: RuleContext) => void;
