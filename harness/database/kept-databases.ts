import type { EngineDescription } from "./engine/engine.ts";
import { FirstRows } from "./first-rows.ts";
import { makeDatabase, type OwnDatabase, type WantedDatabase } from "./own-database.ts";

interface Kept {
  readonly key: string;
  readonly firstRows: FirstRows;
}

/**
 * Databases that one world after the other uses, for runs of very many worlds. To bring the rows back takes a third of
 * the CPU time in which tables are made and dropped, and connections stay open with what they have prepared. A world
 * finds what it would find in a new one, as long as no world changes the tables themselves.
 */
export class KeptDatabases {
  readonly #idle = new Map<string, OwnDatabase[]>();
  readonly #known = new Map<OwnDatabase, Kept>();

  /** One that is made of this and that no other world uses now. */
  async take(engine: EngineDescription, wanted: WantedDatabase): Promise<OwnDatabase> {
    const key = JSON.stringify([engine.run, wanted]);
    const idle = this.#idle.get(key)?.pop();
    if (idle) {
      await this.#known.get(idle)?.firstRows.bringBack(wanted.session);
      return idle;
    }
    const own = await makeDatabase(engine, wanted);
    this.#known.set(own, { key, firstRows: await FirstRows.of(engine, own) });
    return own;
  }

  /** Ends what its connections still do, and keeps it for the next world. */
  async giveBack(own: OwnDatabase): Promise<void> {
    const kept = this.#known.get(own);
    if (!kept) throw new Error(`the database ${own.name} is none of these`);
    for (const connection of own.connections) {
      if (connection.isBusy) await own.end(connection);
    }
    for (const connection of own.connections) {
      if (connection.inTransaction) await connection.rollback();
    }
    this.#idle.set(kept.key, [...(this.#idle.get(kept.key) ?? []), own]);
  }

  /** Removes them all. */
  async close(): Promise<void> {
    for (const [own, { firstRows }] of this.#known) {
      await firstRows.drop();
      await own.drop();
    }
    this.#known.clear();
    this.#idle.clear();
  }
}
