import { expect, inject, test } from "vitest";
import type { DatabasePool } from "../../server/ports.ts";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { openConnection } from "./session.ts";
import { EPOCH_MS, inTestWorld } from "./test/test-world.ts";

const engine = inject("engine");

test("a COMMIT shows what the transaction changed, table by table; an autocommitted statement its own change", async () => {
  await inTestWorld(engine, async ({ clock, database, trace }) => {
    await statements(database.pool, [
      "START TRANSACTION",
      "INSERT INTO media_assets (listing_identity_id, asset_type, sequence, status, metadata) VALUES (28, 'ZIP', 1, 'PROCESSING', '{\"a\": \"1\"}')",
      "UPDATE listing_versions SET status = 7, title = 'not watched' WHERE id = 1",
      "COMMIT",
    ]);
    const asset = {
      id: 1,
      listing_identity_id: 28,
      asset_type: "ZIP",
      sequence: 1,
      status: "PROCESSING",
      s3_key_raw: null,
      metadata: '{"a": "1"}',
    };
    const version = { id: 1, listing_identity_id: 28, status: 6 };
    const commit = trace.of("operation").find((event) => event.operation === "COMMIT");
    const common = { kind: "row", cause: commit?.sequence, at: clock.now() };
    expect(trace.of("row")).toMatchObject([
      { ...common, table: "media_assets", key: "1", change: "insert", before: null, after: asset },
      {
        ...common,
        table: "listing_versions",
        key: "1",
        change: "update",
        before: version,
        after: { ...version, status: 7 },
      },
    ]);

    await statements(database.pool, ["DELETE FROM media_assets WHERE id = 1"]);
    expect(trace.of("row").at(-1)).toMatchObject({
      table: "media_assets",
      change: "delete",
      before: asset,
      after: null,
    });
  });
});

test("what is rolled back, or changes nothing, is no event", async () => {
  await inTestWorld(engine, async ({ database, trace }) => {
    await statements(database.pool, ["START TRANSACTION", "UPDATE listing_versions SET status = 7", "ROLLBACK"]);
    await statements(database.pool, ["UPDATE listing_versions SET status = 6"]);
    expect(trace.of("row")).toEqual([]);
  });
});

test("the scenario's statements take no time; the rows they change are in the trace, the reads are not", async () => {
  await inTestWorld(engine, async ({ clock, database, trace }) => {
    await database.execute(
      "INSERT INTO media_processing_jobs (listing_identity_id, status, started_at) VALUES (?, ?, NOW())",
      [28, "RUNNING"],
    );
    const [job] = await database.rows("media_processing_jobs", { listing_identity_id: 28, payload: null });
    expect(job).toMatchObject({ id: 20, started_at: "2025-12-03 14:00:00", created_at: "2025-12-03 14:00:00" });
    expect(trace.events.map((event) => event.kind)).toEqual(["row"]);
    expect(clock.now()).toBe(EPOCH_MS);
  });
});

test("rows can be read after the world has ended, and the database is gone once it is dropped", async () => {
  const clock = new VirtualClock({ name: "ended", epochMs: EPOCH_MS });
  const { database } = await inTestWorld(engine, async (world) => world, { clock });
  await expect(database.rows("media_assets")).rejects.toThrow(/closed|connection/i);
  const connection = await openConnection(engine.address);
  const [databases] = await connection.query(`SHOW DATABASES LIKE '${database.name}'`);
  await connection.end();
  expect(databases).toEqual([]);
});

test("worlds do not see each other", async () => {
  const jobs = await Promise.all(
    [1, 2, 3].map((count) =>
      inTestWorld(engine, async ({ database }) => {
        for (let index = 0; index < count; index++) {
          await statements(database.pool, [
            "INSERT INTO media_processing_jobs (listing_identity_id, status) VALUES (28, 'PENDING')",
          ]);
        }
        return (await database.rows("media_processing_jobs")).map((row) => row.id);
      }),
    ),
  );
  expect(jobs).toEqual([[20], [20, 21], [20, 21, 22]]);
});

test("virtual instants that the database cannot follow are refused", async () => {
  await inTestWorld(engine, async ({ clock, database }) => {
    await clock.sleep(Date.UTC(2038, 0, 19, 3, 14, 8) - EPOCH_MS, "until 2038");
    await expect(statements(database.pool, ["SELECT 1"])).rejects.toThrow(
      /2038-01-19T03:14:08.*to 2038-01-19T03:14:07Z/,
    );
  });
});

test("a schema that does not load is the caller's error, with the server's words", async () => {
  await expect(
    inTestWorld(engine, async () => {}, {
      schemaSql: ["CREATE TABLE t (id INT);", "CREATE TABLE broken (id NONSENSE)"],
    }),
  ).rejects.toThrow(/^statement 2 of the schema fails: .*NONSENSE.* — CREATE TABLE broken/);
});

async function statements(pool: DatabasePool, sql: readonly string[]): Promise<void> {
  const connection = await pool.getConnection();
  for (const statement of sql) await connection.query(statement);
  connection.release();
}
