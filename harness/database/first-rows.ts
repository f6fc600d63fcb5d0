import type { RowDataPacket } from "mysql2/promise";
import type { EngineDescription } from "./engine/engine.ts";
import { collation } from "./engine/server-flags.ts";
import type { OwnDatabase } from "./own-database.ts";

interface FirstTable {
  readonly table: string;
  readonly isEmpty: boolean;
  /** The id that its next row gets; undefined where ids are not given by the server. */
  readonly nextId: number | undefined;
}

const LONGEST_SECONDS = 10;

/** What the tables of a database held when it was made, in a database beside it. */
export class FirstRows {
  readonly #own: OwnDatabase;
  readonly #tables: readonly FirstTable[];

  private constructor(own: OwnDatabase, tables: readonly FirstTable[]) {
    this.#own = own;
    this.#tables = tables;
  }

  static async of({ flavour }: EngineDescription, own: OwnDatabase): Promise<FirstRows> {
    const { side, tables } = own;
    const beside = besideOf(own);
    await side.query(`CREATE DATABASE \`${beside}\` CHARACTER SET utf8mb4 COLLATE ${collation(flavour)}`);
    const first: FirstTable[] = [];
    for (const table of tables) {
      await side.query(`CREATE TABLE \`${beside}\`.\`${table}\` AS SELECT * FROM \`${table}\``);
      const [[row]] = await side.query<RowDataPacket[]>(`SELECT COUNT(*) AS number FROM \`${table}\``);
      const [[made]] = await side.query<RowDataPacket[]>(`SHOW CREATE TABLE \`${table}\``);
      first.push({ table, isEmpty: Number(row?.number) === 0, nextId: nextIdOf(made) });
    }
    return new FirstRows(own, first);
  }

  /** Makes rows and next ids the first ones again; `session` is what the scenario's connection begins with. */
  async bringBack(session: readonly string[]): Promise<void> {
    const { side } = this.#own;
    const beside = besideOf(this.#own);
    const counted = this.#tables.filter(({ nextId }) => nextId !== undefined);
    const [answers] = await side.query<RowDataPacket[][]>(
      [
        // What a closed connection held is given up a moment later.
        `SET foreign_key_checks=0, innodb_lock_wait_timeout=${LONGEST_SECONDS}, lock_wait_timeout=${LONGEST_SECONDS}`,
        "START TRANSACTION",
        ...this.#tables.flatMap(({ table, isEmpty }) => [
          `DELETE FROM \`${table}\``,
          ...(isEmpty ? [] : [`INSERT INTO \`${table}\` SELECT * FROM \`${beside}\`.\`${table}\``]),
        ]),
        "COMMIT",
        "SET foreign_key_checks=1",
        ...counted.map(({ table }) => `SHOW CREATE TABLE \`${table}\``),
      ].join(";\n"),
    );
    const made = answers.slice(-counted.length);
    const moved = counted.filter(({ nextId }, index) => nextIdOf(made[index]?.[0]) !== nextId);
    const numbers = moved.map(({ table, nextId }) => `ALTER TABLE \`${table}\` AUTO_INCREMENT=${nextId}`);
    await side.query([...numbers, ...session].join(";\n"));
  }

  async drop(): Promise<void> {
    await this.#own.side.query(`DROP DATABASE IF EXISTS \`${besideOf(this.#own)}\``);
  }
}

function besideOf({ name }: OwnDatabase): string {
  return `${name}_first`;
}

/** From the answer to SHOW CREATE TABLE, which leaves the number out while it is 1. */
function nextIdOf(answer: RowDataPacket | undefined): number | undefined {
  const sql = String(answer?.["Create Table"]);
  if (!/AUTO_INCREMENT/.test(sql)) return undefined;
  return Number(/ AUTO_INCREMENT=(\d+)/.exec(sql)?.[1] ?? 1);
}
