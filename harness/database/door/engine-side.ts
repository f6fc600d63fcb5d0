import type { Connection, ConnectionOptions } from "mysql2/promise";
import type { EngineAddress } from "../engine/engine.ts";
import { errorNumber, openConnection } from "../session.ts";

const NO_SUCH_THREAD = 1094;

/** The engine itself has ended; whoever waits for it hears of that by its own connection, and the run by `Engine.lost`. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && "fatal" in error && error.fatal === true;
}

/** A connection of ours whose loss ends no process: the next statement on it fails. */
export async function openQuietly(address: EngineAddress, options?: ConnectionOptions): Promise<Connection> {
  const connection = await openConnection(address, options);
  connection.on("error", () => {});
  return connection;
}

/** A connection of the door's own, opened when first needed, to end what a client has left behind at the engine. */
export class EngineSide {
  readonly #address: EngineAddress;
  #connection: Promise<Connection> | undefined;

  constructor(address: EngineAddress) {
    this.#address = address;
  }

  /** Ends a connection with the statement that it works on, so that its locks go; a wait for a lock notices nothing else. */
  async kill(threadId: number): Promise<void> {
    this.#connection ??= openQuietly(this.#address);
    try {
      const connection = await this.#connection;
      await connection.query(`KILL CONNECTION ${threadId}`);
    } catch (error) {
      if (errorNumber(error) !== NO_SUCH_THREAD && !isGone(error)) throw error;
    }
  }

  async close(): Promise<void> {
    const connection = await this.#connection?.catch(() => undefined);
    connection?.destroy();
  }
}
