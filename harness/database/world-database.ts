import type { Connection, RowDataPacket } from "mysql2/promise";
import type { DatabasePool, SqlValue } from "../../server/ports.ts";
import type { Clock } from "../clock/clock.ts";
import { currentContext } from "../clock/world-context.ts";
import type { Network } from "../network/network.ts";
import type { EnvironmentError } from "../support/environment-error.ts";
import type { EngineDescription } from "./engine/engine.ts";
import type { KeptDatabases } from "./kept-databases.ts";
import { ModelledPool } from "./modelled-pool.ts";
import { makeDatabase, type OwnDatabase } from "./own-database.ts";
import { MEDIA_TABLES, type Row, RowWatch, type WatchedTable } from "./row-watch.ts";
import { errorNumber, sessionSetup } from "./session.ts";
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
  /** Where a database of this schema is taken from, and left for the next world. Default: each world makes its own. */
  readonly kept?: KeptDatabases;
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
  const { clock, schemaSql, exists = false, kept, poolSize = DEFAULT_POOL_SIZE } = options;
  const waitSeconds = clock.kind === "real" ? REAL_LOCK_WAIT_SECONDS : 1;
  const session = [
    ...sessionSetup(engine, timestamp),
    `SET innodb_lock_wait_timeout=${lockWaitSeconds(engine, clock)}, lock_wait_timeout=${waitSeconds}`,
  ];
  const wanted = { session, schemaSql, exists, poolSize, ...(options.name !== undefined && { name: options.name }) };
  const own = await (kept ? kept.take(engine, wanted) : makeDatabase(engine, wanted));
  try {
    const watched = [...MEDIA_TABLES, ...(options.watch ?? [])].filter(({ table }) => own.tables.has(table));
    const watch = new RowWatch(own.side, watched);
    await watch.changes();
    return new WorldDatabase({ options, own, watch });
  } catch (error) {
    own.close();
    throw error;
  }
}

const DEFAULT_POOL_SIZE = 10;

/** Of the scenario's own statements. In real time the server goes on meanwhile, and ends what holds the lock. */
const REAL_LOCK_WAIT_SECONDS = 10;

/** In virtual time they must not wait for the server's locks: nothing else would run meanwhile. */
function lockWaitSeconds({ flavour }: EngineDescription, { kind }: Clock): number {
  if (kind === "real") return REAL_LOCK_WAIT_SECONDS;
  return flavour === "mariadb" ? 0 : 1;
}

/** One world's database: the server's pool, and direct access for the scenario. */
export class WorldDatabase {
  readonly name: string;
  /** The names of its tables. */
  readonly tables: ReadonlySet<string>;
  /** For the server: every statement is an operation of the world. */
  readonly pool: DatabasePool;
  readonly #own: OwnDatabase;
  readonly #kept: KeptDatabases | undefined;
  readonly #side: Connection;
  readonly #watch: RowWatch;
  readonly #clock: Clock;
  readonly #network: Network;
  readonly #delivery: StatementDelivery;
  readonly #canonicalise: <T>(value: T) => T;
  readonly #explain: (failure: unknown) => unknown;
  readonly #adapt: (table: string, row: Row) => Row;
  #recordRows: (() => Promise<void>) | undefined;

  constructor({ options, own, watch }: { options: WorldDatabaseOptions; own: OwnDatabase; watch: RowWatch }) {
    const { clock, network, lockWaitTimeoutMs = 50_000 } = options;
    const { side, connections } = own;
    this.name = own.name;
    this.tables = own.tables;
    this.#own = own;
    this.#kept = options.kept;
    this.#side = side;
    this.#watch = watch;
    this.#clock = clock;
    this.#network = network;
    this.#canonicalise = options.canonicalise ?? ((value) => value);
    this.#explain = options.explain ?? ((failure) => failure);
    this.#adapt = options.adapt ?? ((_table, row) => row);
    const room = new StatementRoom(side, watch, connections);
    this.#delivery = new StatementDelivery({ clock, network, room, lockWaitTimeoutMs });
    this.pool = new ModelledPool(connections, this.#delivery);
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

  /** Removes the database and closes its connections, or leaves it to the next world. Call it outside of the world. */
  async drop(): Promise<void> {
    if (this.#kept) await this.#kept.giveBack(this.#own);
    else await this.#own.drop();
  }

  /** Closes its connections at once, when its engine ends with it, or has ended. */
  close(): void {
    this.#own.close();
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
