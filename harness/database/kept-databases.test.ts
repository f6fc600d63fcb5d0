import type { RowDataPacket } from "mysql2/promise";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import type { DatabasePool } from "../../server/ports.ts";
import { KeptDatabases } from "./kept-databases.ts";
import { openConnection } from "./session.ts";
import { MEDIA_SCHEMA } from "./test/media-schema.ts";
import { inTestWorld, type TestWorld } from "./test/test-world.ts";
import type { WorldDatabase } from "./world-database.ts";

const engine = inject("engine");
let kept: KeptDatabases;
beforeEach(() => {
  kept = new KeptDatabases();
});
afterEach(() => kept.close());

const inKept = <T>(scenario: (world: TestWorld) => Promise<T>, more: object = {}): Promise<T> =>
  inTestWorld(engine, scenario, { kept, ...more });

async function run(pool: DatabasePool, ...sql: readonly string[]): Promise<void> {
  const connection = await pool.getConnection();
  for (const statement of sql) await connection.query(statement);
  connection.release();
}

const rowsOf = async (database: WorldDatabase) => ({
  assets: await database.rows("media_assets"),
  jobs: await database.rows("media_processing_jobs"),
  versions: await database.rows("listing_versions"),
});

const insertedJob = async ({ database }: TestWorld): Promise<unknown> => {
  await database.execute("INSERT INTO media_processing_jobs (listing_identity_id, status) VALUES (28, 'PENDING')");
  return (await database.rows("media_processing_jobs")).at(-1)?.id;
};

test("the next world finds the database as the first did: rows, next ids, connections at rest", async () => {
  const names: string[] = [];
  const begun: unknown[] = [];
  for (let round = 0; round < 3; round++)
    await inKept(async (world) => {
      const { database } = world;
      names.push(database.name);
      begun.push({ ...(await rowsOf(database)), job: await insertedJob(world), events: world.trace.events.length });
      await run(
        database.pool,
        "INSERT INTO media_assets (listing_identity_id, asset_type, sequence, status) VALUES (28, 'ZIP', 1, 'FAILED')",
        "UPDATE listing_versions SET status = 7",
        "ALTER TABLE media_processing_jobs AUTO_INCREMENT=57",
        "INSERT INTO media_processing_jobs (listing_identity_id, status) VALUES (28, 'PENDING')",
        "DELETE FROM listing_versions",
      );
      const unended = await database.pool.getConnection();
      await unended.query("START TRANSACTION");
      await unended.query("UPDATE media_processing_jobs SET status = 'FAILED'");
    });
  expect(new Set(names).size).toBe(1);
  expect(begun[0]).toMatchObject({ assets: [], jobs: [], job: 20 });
  expect(begun[1]).toEqual(begun[0]);
  expect(begun[2]).toEqual(begun[0]);
});

test("a statement that still waits for a lock does not reach into the next world", async () => {
  const before: unknown[] = [];
  const scenario = async ({ clock, database }: TestWorld): Promise<void> => {
    before.push(await database.rows("listing_versions"));
    const [holder, waiter] = [await database.pool.getConnection(), await database.pool.getConnection()];
    await holder.query("START TRANSACTION");
    await holder.query("UPDATE listing_versions SET status = 7 WHERE id = 1");
    void clock.spawn("waits", () => waiter.query("UPDATE listing_versions SET status = 8 WHERE id = 1"), {
      background: true,
    });
    await clock.sleep(1_000, "until it waits");
  };
  await inKept(scenario);
  await inKept(scenario);
  expect(before[1]).toEqual(before[0]);
});

test("another schema gets another database, and worlds at one time never share one", async () => {
  const nameOf = async ({ database }: TestWorld): Promise<string> => database.name;
  const more = { schemaSql: [...MEDIA_SCHEMA, "CREATE TABLE another (id INT PRIMARY KEY)"] };
  const [one, other] = [await inKept(nameOf), await inKept(nameOf, more)];
  const together = await Promise.all([inKept(nameOf), inKept(nameOf)]);
  expect(other).not.toBe(one);
  expect(new Set(together).size).toBe(2);
  expect(together).toContain(one);
});

test("when they are closed nothing is left at the engine", async () => {
  const name = await inKept(async ({ database }) => database.name);
  await kept.close();
  const connection = await openConnection(engine.address);
  const [databases] = await connection.query<RowDataPacket[]>(`SHOW DATABASES LIKE '${name}%'`);
  await connection.end();
  expect(databases).toEqual([]);
});
