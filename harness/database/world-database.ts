import type { Connection, RowDataPacket } from "mysql2/promise";
import type { DatabasePool, SqlValue } from "../../server/ports.ts";
import type { Clock } from "../clock/clock.ts";
import { currentContext } from "../clock/world-context.ts";
import type { Network } from "../network/network.ts";
import type { EnvironmentError } from "../support/environment-error.ts";
import type { EngineDescription } from "./engine/engine.ts";
import { databasePrefix } from "./engine/run-databases.ts";
import { collation } from "./engine/server-flags.ts";
import { loadSchema } from "./load-schema.ts";
import { ModelledPool } from "./modelled-pool.ts";
import { MEDIA_TABLES, type Row, RowWatch, type WatchedTable } from "./row-watch.ts";
import { errorNumber, openConnection, sessionSetup } from "./session.ts";
import { SqlConnection } from "./sql-connection.ts";
import { DATABASE_CHAIN, StatementDelivery } from "./statement-delivery.ts";
import { StatementRoom } from "./statement-room.ts";
import { sqlTimestamp } from "./virtual-instant.ts";

export interface WorldDatabaseOptions {
  /**
   * Tables, then seeds. Tables must name neither charset nor collation: they inherit the ones that agree on all
   * engines.
   */
  readonly schemaSql: readonly string[];
  /** Name of the database. Default: one that no other world has. */
  readonly name?: string;
  /** The database is there already, and `schemaSql` comes on top of it. */
  readonly exists?: boolean;
  readonly clock: Clock;
  readonly network: Network;
  /** Tables watched besides the media pipeline's own. */
  readonly watch?: readonly WatchedTable[];
  /** How many connections the server may hold at once. Default: 10. */
  readonly poolSize?: number;
  /** MySQL's innodb_lock_wait_timeout, in virtual milliseconds. Default: MySQL's own, 50 s. */
  readonly lockWaitTimeoutMs?: number;
  /** Replaces names that a backend chose by the scenario's, in rows that the scenario reads. */
  readonly canonicalise?: <T>(value: T) => T;
  /** What a failure of the scenario's own statements is to be taken for. Default: the failure itself. */
  readonly explain?: (failure: unknown) => unknown;
  /** A row as the scenario gets it. Default: as it is. */
  readonly adapt?: (table: string, row: Row) => Row;
}

const LOCK_WAIT_TIMEOUT = 1205;
/** Virtual milliseconds between two looks whether a server in a process of its own has let a row go, and how long to look. */
const LOCK_LOOK_MS = 5;
const LONGEST_LOCK_MS = 50_000;

/**
 * Makes a world's own database: schema and seeds in one packet, as of the world's present instant. Call it outside of
 * the world (not inside `clock.drive`), and `drop` it when the world has ended.
 */
export async function createWorldDatabase(
  engine: EngineDescription,
  options: WorldDatabaseOptions,
): Promise<WorldDatabase> {
  const timestamp = sqlTimestamp(options.clock.now());
  const side = await openConnection(engine.address, { multipleStatements: true, dateStrings: true, jsonStrings: true });
  try {
    const name = options.name ?? (await unusedName(engine, side));
    const session = [
      ...sessionSetup(engine, timestamp),
      `SET innodb_lock_wait_timeout=${lockWaitSeconds(engine, options.clock)}, lock_wait_timeout=${options.clock.kind === "real" ? REAL_LOCK_WAIT_SECONDS : 1}`,
    ];
    const { schemaSql } = options;
    const tables = await loadSchema(side, {
      name,
      collation: collation(engine.flavour),
      session,
      schemaSql,
      exists: options.exists ?? false,
    });
    const watched = [...MEDIA_TABLES, ...(options.watch ?? [])].filter(({ table }) => tables.has(table));
    const watch = new RowWatch(side, watched);
    await watch.changes();
    return new WorldDatabase({ engine, options, side, watch, name, tables });
  } catch (error) {
    side.destroy();
    throw error;
  }
}

/** Of the scenario's own statements. In real time the server goes on meanwhile, and ends what holds the lock. */
const REAL_LOCK_WAIT_SECONDS = 10;

/** In virtual time they must not wait for the server's locks: nothing else would run meanwhile. */
function lockWaitSeconds({ flavour }: EngineDescription, { kind }: Clock): number {
  if (kind === "real") return REAL_LOCK_WAIT_SECONDS;
  return flavour === "mariadb" ? 0 : 1;
}

async function unusedName(engine: EngineDescription, side: Connection): Promise<string> {
  const [[row]] = await side.query<RowDataPacket[]>("SELECT UUID_SHORT() AS number");
  return `${databasePrefix(engine.run)}${String(row?.number)}`;
}

/** One world's database: the server's pool, and direct access for the scenario. */
export class WorldDatabase {
  readonly name: string;
  /** The names of its tables. */
  readonly tables: ReadonlySet<string>;
  /** For the server: every statement is an operation of the world. */
  readonly pool: DatabasePool;
  readonly #side: Connection;
  readonly #watch: RowWatch;
  readonly #clock: Clock;
  readonly #network: Network;
  readonly #connections: readonly SqlConnection[];
  readonly #delivery: StatementDelivery;
  readonly #canonicalise: <T>(value: T) => T;
  readonly #explain: (failure: unknown) => unknown;
  readonly #adapt: (table: string, row: Row) => Row;
  #recordRows: (() => Promise<void>) | undefined;

  constructor(parts: {
    engine: EngineDescription;
    options: WorldDatabaseOptions;
    side: Connection;
    watch: RowWatch;
    name: string;
    tables: ReadonlySet<string>;
  }) {
    const { engine, options, side, watch, name, tables } = parts;
    const { clock, network, poolSize = 10, lockWaitTimeoutMs = 50_000 } = options;
    this.name = name;
    this.tables = tables;
    this.#side = side;
    this.#watch = watch;
    this.#clock = clock;
    this.#network = network;
    this.#canonicalise = options.canonicalise ?? ((value) => value);
    this.#explain = options.explain ?? ((failure) => failure);
    this.#adapt = options.adapt ?? ((_table, row) => row);
    this.#connections = Array.from({ length: poolSize }, () => new SqlConnection(engine, name));
    const room = new StatementRoom(side, watch, this.#connections);
    this.#delivery = new StatementDelivery({ clock, network, room, lockWaitTimeoutMs });
    this.pool = new ModelledPool(this.#connections, this.#delivery);
  }

  /** The first error of the server's statements that this machine is to blame for, such as a full disk. */
  get machineFailure(): EnvironmentError | undefined {
    return this.#delivery.machineFailure;
  }

  /** Committed rows, by primary key; takes no virtual time and leaves no trace. */
  async rows(table: string, where: Readonly<Record<string, SqlValue>> = {}): Promise<Row[]> {
    const conditions = Object.keys(where).map(() => "?? <=> ?");
    const filter = conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : "";
    const values = [table, ...Object.entries(where).flat()];
    const [rows] = await this.#direct(`rows of ${table}`, () =>
      this.#side.query<RowDataPacket[]>(`SELECT * FROM ??${filter} ORDER BY 1`, values),
    );
    return rows.map((row) => this.#adapt(table, this.#canonicalise({ ...row })));
  }

  /**
   * One or more statements of the scenario itself (`?` for values): takes no virtual time; rows it changes are in the
   * trace. Gives rows or header. Throws when the server holds the lock: at once where the server is the replica, which goes on
   * only when this has ended; after a while where it is a process of its own.
   */
  async execute(sql: string, values: readonly SqlValue[] = []): Promise<unknown> {
    const isProcess = this.#recordRows !== undefined;
    for (let waitedMs = 0; ; waitedMs += LOCK_LOOK_MS) {
      try {
        return await this.#executeOnce(sql, values);
      } catch (error) {
        const isLocked = error instanceof Error && errorNumber(error.cause) === LOCK_WAIT_TIMEOUT;
        if (!isLocked || !isProcess || this.#clock.kind === "real" || waitedMs >= LONGEST_LOCK_MS) throw error;
        await this.#clock.sleep(LOCK_LOOK_MS, "a lock that the server holds");
      }
    }
  }

  async #executeOnce(sql: string, values: readonly SqlValue[]): Promise<unknown> {
    const timestamp = sqlTimestamp(this.#clock.now());
    const record = this.#recordRows;
    const { result, changes } = await this.#direct("statement of the scenario", async () => {
      await this.#side.query(`SET timestamp=${timestamp}`);
      const [answer] = await this.#side.query(sql, [...values]).catch(sayWhoHoldsTheLock);
      if (record) await record();
      return { result: answer as unknown, changes: record ? [] : await this.#watch.changes() };
    });
    for (const change of changes) this.#network.trace.record({ kind: "row", ...change });
    return result;
  }

  /** Leaves it to `record` to put rows that the scenario's statements change into the trace: it watches the server's, too. */
  recordRowsBy(record: () => Promise<void>): void {
    this.#recordRows = record;
  }

  /** Removes the database and closes its connections. Call it outside of the world. */
  async drop(): Promise<void> {
    for (const connection of this.#connections) {
      const { threadId } = connection;
      connection.destroy();
      // A statement that waits for a lock does not notice that its client is gone.
      if (threadId !== undefined) await this.#side.query(`KILL CONNECTION ${threadId}`).catch(ignoreUnknownThread);
    }
    await this.#side.query("SET lock_wait_timeout=10");
    await this.#side.query(`DROP DATABASE IF EXISTS \`${this.name}\``);
    await this.#side.end();
  }

  /** Closes its connections at once, when its engine ends with it, or has ended. */
  close(): void {
    for (const connection of this.#connections) connection.destroy();
    this.#side.destroy();
  }

  /** Inside a world as real work that takes no virtual time; after the world has ended, directly. */
  async #direct<T>(label: string, work: () => Promise<T>): Promise<T> {
    const outside = this.#clock.kind === "virtual" && currentContext() === undefined;
    try {
      return await (outside ? work() : this.#clock.run(`mysql ${label}`, 0, work, DATABASE_CHAIN));
    } catch (failure) {
      throw this.#explain(failure);
    }
  }
}

function sayWhoHoldsTheLock(error: unknown): never {
  if (errorNumber(error) !== LOCK_WAIT_TIMEOUT) throw error;
  throw new Error(
    "the scenario's statement needs a row that an open transaction of the server holds; let that end first",
    {
      cause: error,
    },
  );
}

/** The server may already know that the connection is closed. */
function ignoreUnknownThread(error: unknown): void {
  const NO_SUCH_THREAD = 1094;
  if (errorNumber(error) !== NO_SUCH_THREAD) throw error;
}
