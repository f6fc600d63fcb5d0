import type { Connection } from "mysql2/promise";
import type { EngineAddress } from "../engine/engine.ts";
import { errorNumber, openConnection } from "../session.ts";

const NO_SUCH_THREAD = 1094;

/** A connection of the door's own, opened when first needed, to end what a client has left behind at the engine. */
export class EngineSide {
  readonly #address: EngineAddress;
  #connection: Promise<Connection> | undefined;

  constructor(address: EngineAddress) {
    this.#address = address;
  }

  /** Ends a connection with the statement that it works on, so that its locks go; a wait for a lock notices nothing else. */
  async kill(threadId: number): Promise<void> {
    this.#connection ??= openConnection(this.#address);
    const connection = await this.#connection;
    await connection.query(`KILL CONNECTION ${threadId}`).catch((error: unknown) => {
      if (errorNumber(error) !== NO_SUCH_THREAD) throw error;
    });
  }

  async close(): Promise<void> {
    const connection = await this.#connection?.catch(() => undefined);
    connection?.destroy();
  }
}
