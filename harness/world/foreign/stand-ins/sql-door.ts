import { createServer, connect as dial, type Socket } from "node:net";
import type { Clock } from "../../../clock/clock.ts";
import type { EngineAddress, EngineDescription } from "../../../database/engine/engine.ts";
import type { WatchedTable } from "../../../database/row-watch.ts";
import type { Network } from "../../../network/network.ts";

export interface SqlDoorOptions {
  readonly engine: EngineDescription;
  /** Name of the database that clients reach. */
  readonly database: string;
  readonly clock: Clock;
  readonly network: Network;
  /** Who asks, in the trace. */
  readonly source: string;
  readonly watch: readonly WatchedTable[];
}

export interface SqlDoor {
  readonly host: string;
  readonly port: number;
  /** Records rows that were changed another way than through the door. Absent where it sees none at all. */
  recordRows?(cause?: number): Promise<void>;
  close(): Promise<void>;
}

/** Whether statements that pass are hops: recorded, struck by faults, followed by the rows that they change. */
export const SHOWS_STATEMENTS: boolean = false;

/** A TCP pipe to the engine. Nothing that passes is seen. */
export async function startSqlDoor({ engine }: SqlDoorOptions): Promise<SqlDoor> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = dialEngine(engine.address);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.setNoDelay(true);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  const host = "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The way to the database has no port.");
  return {
    host,
    port: address.port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function dialEngine(address: EngineAddress): Socket {
  if ("socketPath" in address) return dial(address.socketPath);
  const { hostname, port } = new URL(address.url);
  return dial(Number(port || 3306), hostname);
}
