import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { Clock } from "../../clock/clock.ts";
import type { Network } from "../../network/network.ts";
import type { EngineDescription } from "../engine/engine.ts";
import type { WatchedTable } from "../row-watch.ts";
import type { Visitor } from "./admission.ts";
import { CommittedRows } from "./committed-rows.ts";
import { DoorConnection } from "./door-connection.ts";
import { EngineSide } from "./engine-side.ts";

export interface SqlDoorOptions {
  readonly engine: EngineDescription;
  /** The world's schema at that engine; clients that name none are in it, and no other of the user's can be named. */
  readonly database: string;
  /** With a virtual clock every statement sees the world's time. */
  readonly clock: Clock;
  readonly network: Network;
  /** Whether statements see the clock's time. Default: those of a virtual clock do; a clock that is put forward by hand is real. */
  readonly tellsTime?: boolean;
  /** Who calls, in hops. Default: `server`. */
  readonly source?: string;
  /** Tables whose committed changes become row events. Default: none. */
  readonly watch?: readonly WatchedTable[];
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /**
   * Runs what takes time of the world (a latency, a delay by a fault) as a part of it: with a virtual clock that is
   * `clock.enter` or the like. Without it hops on a virtual clock take no time, and a delay ends the connection.
   */
  readonly enter?: <T>(name: string, activity: () => Promise<T>) => Promise<T>;
  /**
   * Called when a statement goes to the engine; the function that it gives is called when the answer is there, perhaps more than
   * once. With a virtual clock that is `clock.hold` or the like: the statement is real work that takes no time of the world. A
   * wait for a lock lasts until somebody else commits, so who holds a clock must let it go by itself after a while.
   */
  readonly hold?: (label: string) => () => void;
  /** The only user who is let in, with this password. Default: any user and any password. */
  readonly visitor?: Visitor;
  /** Told of every mistake of ours; each costs one connection. Default: a line on standard error. */
  readonly report?: (mistake: unknown) => void;
}

export interface SqlDoor {
  readonly host: string;
  readonly port: number;
  /**
   * Records row changes that came another way than through the door, such as a statement of the story, so that the next
   * commit does not show them as its own. `cause`: sequence of the event that led to them.
   */
  recordRows(cause?: number): Promise<void>;
  /** Ends all connections, also those with a statement under way, and resolves when nothing is left of them. */
  close(): Promise<void>;
}

const HOST = "127.0.0.1";

/**
 * Opens a TCP port on loopback that looks to any client like the MySQL server of the world: any user and password are let in, unless it
 * has one visitor, and what passes is recorded, delayed, broken and put at the world's time as the statements of the replica are. Bytes are
 * forwarded as they come; nothing but heads of packets is understood, so that all that the engine can do the client can.
 * Call it outside of the world, as `createWorldDatabase`. Rejects when the port or the engine is not to be had.
 */
export async function startSqlDoor(options: SqlDoorOptions): Promise<SqlDoor> {
  const { engine, database, clock, network, visitor, source = "server" } = options;
  const rows = await CommittedRows.open(engine, database, options.watch ?? [], network.trace);
  const side = new EngineSide(engine.address);
  const report = options.report ?? reportMistake;
  const enter = options.enter ?? (<T>(_name: string, activity: () => Promise<T>): Promise<T> => activity());
  const hold = options.hold ?? (() => () => {});
  const timeless = isTimeless(options);
  const tellsTime = options.tellsTime ?? clock.kind === "virtual";
  const parts = {
    engine,
    database,
    source,
    clock,
    network,
    rows,
    side,
    enter,
    hold,
    visitor,
    report,
    timeless,
    tellsTime,
  };
  const connections = new Set<DoorConnection>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client: Socket) => {
    const connection = new DoorConnection(client, parts);
    connections.add(connection);
    void connection.ended.then(() => connections.delete(connection));
  });
  server.listen(options.port ?? 0, HOST);
  try {
    await once(server, "listening");
  } catch (error) {
    rows.close();
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server without a port");
  return {
    host: HOST,
    port: address.port,
    recordRows: (cause = 0) => rows.record("", cause),
    async close() {
      const closed = once(server, "close");
      server.close();
      // First those that may wait for others: freed by the end of one of these they would still succeed.
      await Promise.all([...connections].filter(({ busy }) => busy).map((connection) => connection.end()));
      await Promise.all([...connections].map((connection) => connection.end()));
      await closed;
      await side.close();
      rows.close();
    },
  };
}

/** A virtual clock moves only for activities of its world. */
function isTimeless({ clock, enter }: SqlDoorOptions): boolean {
  return clock.kind === "virtual" && enter === undefined;
}

function reportMistake(mistake: unknown): void {
  const text = mistake instanceof Error ? (mistake.stack ?? mistake.message) : String(mistake);
  process.stderr.write(`A mistake of the SQL door's own, which ended one connection: ${text}\n`);
}
