import { expect } from "vitest";
import type { EngineDescription } from "../../engine/engine.ts";
import { databasePrefix } from "../../engine/run-databases.ts";
import { collation } from "../../engine/server-flags.ts";
import { SCHEMA, withDoor } from "./door-under-test.ts";
import { RawClient } from "./raw-client.ts";
import { SteppingClock } from "./stepping-clock.ts";

type Answer = Awaited<ReturnType<RawClient["send"]>>;

/** Two connections in the same state, one to the engine and one through a door whose world's time moves before each command. */
export interface SideBySide {
  readonly clock: SteppingClock;
  /** Does the same on both, and expects the same bytes. Gives the door's answer. */
  both(what: string, act: (client: RawClient) => Promise<Answer>): Promise<Answer>;
  /** `SCHEMA` in the text is each side's own. */
  query(sql: string): Promise<Answer>;
  /** Of the connection through the door alone. */
  readonly throughDoor: RawClient;
}

export function sideBySide<T>(
  engine: EngineDescription,
  flags: number,
  test: (pair: SideBySide) => Promise<T>,
  mariadb = 0,
): Promise<T> {
  const clock = new SteppingClock();
  return withDoor(
    engine,
    async ({ door, database, direct, mistakes }) => {
      // Schemas whose names are equally long give packets that are equally long.
      const other = `${databasePrefix(engine.run)}${database.slice(databasePrefix(engine.run).length).replace(/^./, "x")}`;
      await direct.query(
        `CREATE DATABASE ${other} CHARACTER SET utf8mb4 COLLATE ${collation(engine.flavour)}; USE ${other}`,
      );
      for (const sql of SCHEMA) await direct.query(sql);
      const opened: RawClient[] = [];
      try {
        const throughDoor = await RawClient.open(door, { flags, mariadb, schema: database });
        opened.push(throughDoor);
        const atEngine = await RawClient.open(engine.address, { flags, mariadb, schema: other });
        opened.push(atEngine);
        const both = async (what: string, act: (client: RawClient) => Promise<Answer>): Promise<Answer> => {
          clock.instant += 1_000;
          const [expected, found] = [await act(atEngine), await act(throughDoor)];
          expect(plain(found, database), what).toBe(plain(expected, other));
          return found;
        };
        const result = await test({
          clock,
          both,
          query: (sql) =>
            both(sql, (client) => client.query(sql.replaceAll("SCHEMA", client === throughDoor ? database : other))),
          throughDoor,
        });
        expect(mistakes).toEqual([]);
        return result;
      } finally {
        for (const client of opened) client.close();
        await direct.query(`DROP DATABASE ${other}`);
      }
    },
    { clock },
  );
}

/** Numbers of prepared statements are counted by the server, or by the connection, which is not ours to compare. */
function plain({ bytes, summary }: Answer, schema: string): string {
  if (summary.prepared) bytes.fill(0, 5, 9);
  return bytes
    .toString("latin1")
    .replaceAll(schema, "x".repeat(schema.length))
    .replaceAll(/[^\x20-\x7e]/g, (byte) => `<${byte.charCodeAt(0).toString(16)}>`);
}
