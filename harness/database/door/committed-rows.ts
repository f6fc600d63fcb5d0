import type { Connection, RowDataPacket } from "mysql2/promise";
import type { Trace } from "../../network/trace.ts";
import type { EngineDescription } from "../engine/engine.ts";
import { RowWatch, type WatchedTable } from "../row-watch.ts";
import { errorNumber, sessionSetup } from "../session.ts";
import { isGone, openQuietly } from "./engine-side.ts";

const NO_SUCH_TABLE = 1146;
const NO_SUCH_COLUMN = 1054;
const LOCK_WAIT_TIMEOUT = 1205;

/** Statements that change no row, whatever they name. */
const CHANGES_NOTHING =
  /^\s*(?:SELECT|SHOW|SET|USE|DESCRIBE|DESC|EXPLAIN|BEGIN|START|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|LOCK|UNLOCK|PREPARE|DEALLOCATE|KILL)\b/i;
/** Statements that change no other tables than they name, apart from triggers, views and cascades. */
const CHANGES_WHAT_IT_NAMES = /^\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b/i;
const CHANGES_SCHEMA = /^\s*(?:CREATE|ALTER|DROP|RENAME)\b/i;

/**
 * The committed changes of watched rows as events of the trace. They are found by comparison, so of two commits at the same
 * moment the first that looks shows both; each is told before either client hears of its commit.
 */
export class CommittedRows {
  readonly #side: Connection;
  readonly #database: string;
  readonly #wanted: readonly WatchedTable[];
  readonly #trace: Trace;
  #watches: RowWatch[] = [];
  #watched = new Set<string>();
  /** Names that a statement must contain to change a watched row; undefined where any may. */
  #names: RegExp | undefined;
  #before: Promise<unknown> = Promise.resolve();

  static async open(
    engine: EngineDescription,
    database: string,
    wanted: readonly WatchedTable[],
    trace: Trace,
  ): Promise<CommittedRows> {
    const options = { database, multipleStatements: true, dateStrings: true, jsonStrings: true };
    const side = await openQuietly(engine.address, options);
    try {
      for (const sql of sessionSetup(engine, "DEFAULT")) await side.query(sql);
      // A client's ALTER TABLE that waits for another must not make everybody wait for us.
      await side.query("SET lock_wait_timeout=1");
      const rows = new CommittedRows(side, { database, wanted, trace });
      await rows.#lookAtSchema("known");
      return rows;
    } catch (error) {
      side.destroy();
      throw error;
    }
  }

  private constructor(side: Connection, parts: { database: string; wanted: readonly WatchedTable[]; trace: Trace }) {
    this.#side = side;
    this.#database = parts.database;
    this.#wanted = parts.wanted;
    this.#trace = parts.trace;
  }

  /** Whether a statement may change a watched row. `sql` may be only the beginning of a long one: then `whole` is false. */
  mayTouch(sql: string, whole: boolean): boolean {
    if (this.#wanted.length === 0) return false;
    const only = whole && !/;\s*\S/.test(sql);
    if (only && CHANGES_NOTHING.test(sql)) return false;
    if (!only || this.#names === undefined || !CHANGES_WHAT_IT_NAMES.test(sql)) return true;
    return this.#names.test(sql);
  }

  /** Records what was committed since the last time, caused by the event of this sequence. Real I/O. */
  record(sql: string, cause: number): Promise<void> {
    const recorded = this.#before
      .then(() => this.#record(sql, cause))
      .catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
    this.#before = recorded.catch(() => {});
    return recorded;
  }

  close(): void {
    this.#side.destroy();
  }

  async #record(sql: string, cause: number): Promise<void> {
    if (CHANGES_SCHEMA.test(sql) || /;\s*\S/.test(sql)) await this.#lookAtSchema("new");
    for (const watch of this.#watches) {
      const changes = await watch.changes().catch((error: unknown) => {
        // Somebody's ALTER TABLE holds the table; the next comparison shows what this one would have.
        if (errorNumber(error) === LOCK_WAIT_TIMEOUT) return [];
        if (errorNumber(error) !== NO_SUCH_TABLE && errorNumber(error) !== NO_SUCH_COLUMN) throw error;
        return this.#startAgain();
      });
      for (const change of changes) this.#trace.record({ kind: "row", ...change }, cause);
    }
  }

  /** A watched table has gone without our knowing. */
  async #startAgain(): Promise<never[]> {
    this.#watches = [];
    this.#watched = new Set();
    await this.#lookAtSchema("known");
    return [];
  }

  /** Tables that the client makes later are watched from then on; all their rows are new. `rows`: of tables not seen yet. */
  async #lookAtSchema(rows: "known" | "new"): Promise<void> {
    const [answer] = await this.#side.query<RowDataPacket[][]>(SCHEMA_SQL, [
      this.#database,
      this.#database,
      this.#database,
      this.#database,
    ]);
    const [tables = [], cascades = [], triggers = [], views = []] = answer;
    const present = new Set(tables.map(({ name }) => String(name)));
    if ([...this.#watched].some((table) => !present.has(table))) {
      return void (await this.#startAgain());
    }
    const added = this.#wanted.filter(({ table }) => present.has(table) && !this.#watched.has(table));
    if (added.length > 0) {
      const watch = new RowWatch(this.#side, added);
      if (rows === "known") await watch.changes();
      this.#watches.push(watch);
      for (const { table } of added) this.#watched.add(table);
    }
    const indirect = triggers.length > 0 || views.length > 0;
    this.#names = indirect ? undefined : namesOf(this.#watched, cascades);
  }
}

const SCHEMA_SQL = [
  "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE'",
  "SELECT referenced_table_name AS parent, table_name AS child FROM information_schema.referential_constraints" +
    " WHERE constraint_schema = ? AND NOT (delete_rule IN ('NO ACTION', 'RESTRICT') AND update_rule IN ('NO ACTION', 'RESTRICT'))",
  "SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = ? LIMIT 1",
  "SELECT table_name AS name FROM information_schema.views WHERE table_schema = ? LIMIT 1",
].join(";");

/** The watched tables, and those whose changes cascade to them. */
function namesOf(watched: ReadonlySet<string>, cascades: readonly RowDataPacket[]): RegExp | undefined {
  if (watched.size === 0) return NEVER;
  const names = new Set(watched);
  for (let size = 0; size !== names.size; ) {
    size = names.size;
    for (const { parent, child } of cascades) if (names.has(String(child))) names.add(String(parent));
  }
  return new RegExp([...names].map((name) => name.replace(/[^\w]/g, "\\$&")).join("|"), "i");
}

const NEVER = /(?!)/;
