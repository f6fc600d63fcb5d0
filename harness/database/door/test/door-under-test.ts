import { type Connection, type ConnectionOptions, createConnection } from "mysql2/promise";
import type { Clock } from "../../../clock/clock.ts";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { RealClock } from "../../../clock/real-clock.ts";
import { FaultPlan } from "../../../network/faults.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import { Trace, type TraceEvent } from "../../../network/trace.ts";
import type { EngineDescription } from "../../engine/engine.ts";
import { databasePrefix } from "../../engine/run-databases.ts";
import { collation } from "../../engine/server-flags.ts";
import type { WatchedTable } from "../../row-watch.ts";
import { openConnection } from "../../session.ts";
import { type SqlDoor, type SqlDoorOptions, startSqlDoor } from "../sql-door.ts";

export const SCHEMA = [
  "CREATE TABLE houses (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NULL, price DECIMAL(10,2) NULL," +
    " seen DATETIME(3) NULL, changed TIMESTAMP(3) NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)," +
    " note LONGTEXT NULL, picture LONGBLOB NULL)",
  "CREATE TABLE rooms (id INT AUTO_INCREMENT PRIMARY KEY, house_id INT NOT NULL, size TINYINT NOT NULL," +
    " CONSTRAINT fk_house FOREIGN KEY (house_id) REFERENCES houses (id) ON DELETE CASCADE)",
  "CREATE TABLE other (id INT AUTO_INCREMENT PRIMARY KEY, v INT NULL)",
];

/** A door before a schema of its own, and what is around it. */
export interface DoorUnderTest {
  readonly door: SqlDoor;
  readonly database: string;
  readonly network: Network;
  readonly trace: Trace;
  readonly clock: Clock;
  /** Mistakes of ours that the door reported; a test expects none. */
  readonly mistakes: unknown[];
  /** The engine itself, in the same schema. */
  readonly direct: Connection;
  connect(options?: ConnectionOptions): Promise<Connection>;
  /** `UPDATE houses: 1 affected`, `row houses 1 update`. */
  told(): string[];
}

export async function withDoor<T>(
  engine: EngineDescription,
  test: (under: DoorUnderTest) => Promise<T>,
  options: { clock?: Clock; watch?: readonly WatchedTable[]; door?: Partial<SqlDoorOptions> } = {},
): Promise<T> {
  const clock = options.clock ?? new RealClock();
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const parts = {
    clock,
    trace,
    faults: new FaultPlan(),
    latency: new LatencyModel("instant"),
    random: new RandomStreams(1),
  };
  const network = new Network(parts);
  const direct = await openConnection(engine.address, { multipleStatements: true });
  const [[row]] = await direct.query<import("mysql2").RowDataPacket[]>("SELECT UUID_SHORT() AS number");
  const database = `${databasePrefix(engine.run)}${String(row?.number)}`;
  const mistakes: unknown[] = [];
  let door: SqlDoor | undefined;
  const clients: Connection[] = [];
  try {
    await direct.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE ${collation(engine.flavour)}`);
    await direct.query(`USE ${database}`);
    for (const sql of SCHEMA) await direct.query(sql);
    door = await startSqlDoor({
      engine,
      database,
      clock,
      network,
      watch: options.watch ?? [],
      report: (mistake) => mistakes.push(mistake),
      ...options.door,
    });
    const { host, port } = door;
    return await test({
      door,
      database,
      network,
      trace,
      clock,
      mistakes,
      direct,
      async connect(more = {}) {
        const connection = await createConnection({
          host,
          port,
          user: "anybody",
          password: "any",
          timezone: "Z",
          ...more,
        });
        // A connection that is lost says so twice.
        connection.on("error", () => {});
        clients.push(connection);
        return connection;
      },
      told: () => trace.events.map(tell),
    });
  } finally {
    for (const client of clients) client.destroy();
    await door?.close();
    await direct.query(`DROP DATABASE IF EXISTS ${database}`);
    await direct.end();
  }
}

function tell(event: TraceEvent): string {
  if (event.kind === "operation") return `${event.operation}: ${event.outcome}`;
  if (event.kind === "row") return `row ${event.table} ${event.key} ${event.change}`;
  return event.kind;
}
