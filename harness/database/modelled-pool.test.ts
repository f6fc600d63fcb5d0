import { expect, inject, test } from "vitest";
import type { DatabaseConnection, DatabasePool } from "../../server/ports.ts";
import { EPOCH_MS, inTestWorld } from "./test/test-world.ts";

const engine = inject("engine");
const NEW_JOB = "INSERT INTO media_processing_jobs (listing_identity_id, status) VALUES (?, 'PENDING')";

test("a statement takes one virtual millisecond and is one operation with its outcome", async () => {
  const operations = await inTestWorld(engine, async ({ clock, database, trace }) => {
    await using(database.pool, async (connection) => {
      await connection.query("START TRANSACTION");
      await connection.execute(NEW_JOB, [28]);
      await connection.execute("SELECT id, status FROM media_processing_jobs WHERE id = ?", [20]);
      await connection.query("COMMIT");
    });
    expect(clock.now()).toBe(EPOCH_MS + 4);
    return trace.of("operation");
  });
  expect(
    operations.map(({ operation, resource, outcome, durationMs }) => [operation, resource, outcome, durationMs]),
  ).toEqual([
    ["BEGIN", "", "0 affected", 1],
    ["INSERT media_processing_jobs", "media_processing_jobs", "1 affected", 1],
    ["SELECT media_processing_jobs", "media_processing_jobs", "1 rows", 1],
    ["COMMIT", "", "0 affected", 1],
  ]);
});

test("the trace keeps what was sent and what came back", async () => {
  const bodies = await inTestWorld(engine, async ({ database, trace }) => {
    await using(database.pool, (connection) => connection.execute(NEW_JOB, [28n]));
    const [insert] = trace.of("operation");
    return [trace.body(insert?.request)?.toString(), trace.body(insert?.response)?.toString()];
  });
  expect(bodies).toEqual([JSON.stringify({ sql: NEW_JOB, values: ["28"] }), '{"affectedRows":1,"insertId":20}']);
});

test("NOW() is the virtual instant of issue, on every connection", async () => {
  const rows = await inTestWorld(engine, async ({ clock, database }) => {
    await using(database.pool, (connection) => connection.execute(NEW_JOB, [28]));
    await clock.sleep(30 * 60_000 + 200, "half an hour");
    await using(database.pool, (connection) => connection.execute(NEW_JOB, [29]));
    return database.rows("media_processing_jobs");
  });
  // The world begins at .900; 201 ms after half an hour it is the next second.
  expect(rows.map((row) => row.created_at)).toEqual(["2025-12-03 14:00:00", "2025-12-03 14:30:01"]);
});

test("the server reads times as Date and JSON as objects", async () => {
  const [row] = await inTestWorld(engine, async ({ database }) => {
    await database.execute(
      `INSERT INTO media_processing_jobs (listing_identity_id, status, payload, started_at)
       VALUES (28, 'RUNNING', '{"a": 1}', '2025-12-03 14:30:00')`,
    );
    const [rows] = await using(database.pool, (connection) =>
      connection.execute("SELECT started_at, payload FROM media_processing_jobs"),
    );
    return rows as { started_at: Date; payload: unknown }[];
  });
  expect(row?.started_at.toISOString()).toBe("2025-12-03T14:30:00.000Z");
  expect(row?.payload).toEqual({ a: 1 });
});

test("an error of the server is thrown as mysql2 throws it, and its code is the outcome", async () => {
  const operation = await inTestWorld(engine, async ({ database, trace }) => {
    const failure = using(database.pool, (connection) => connection.execute(NEW_JOB, [99]));
    await expect(failure).rejects.toMatchObject({ errno: 1452, sqlState: "23000" });
    return trace.of("operation")[0];
  });
  expect(operation).toMatchObject({ outcome: "ER_NO_REFERENCED_ROW_2", durationMs: 1 });
});

test("more callers than connections wait in the order they came, in virtual time", async () => {
  const finished = await inTestWorld(
    engine,
    async ({ clock, database }) => {
      const order: string[] = [];
      const caller = (name: string): Promise<void> =>
        clock.spawn(name, () =>
          using(database.pool, async (connection) => {
            await connection.query("SELECT 1");
            await clock.sleep(100, "work");
            order.push(`${name} +${clock.elapsedMs}`);
          }),
        );
      await Promise.all(["a", "b", "c"].map(caller));
      return order;
    },
    { poolSize: 1 },
  );
  expect(finished).toEqual(["a +101", "b +202", "c +303"]);
});

test("a connection given back inside a transaction, or twice, is an error that says so", async () => {
  await inTestWorld(engine, async ({ database }) => {
    const connection = await database.pool.getConnection();
    await connection.query("START TRANSACTION");
    expect(() => connection.release()).toThrow("released inside a transaction");
    expect(() => connection.release()).toThrow("released twice");
    await expect(connection.query("SELECT 1")).rejects.toThrow("already released");
  });
});

test("a fault replaces the answer; the statement is not performed", async () => {
  await inTestWorld(engine, async ({ database, network, trace }) => {
    const gone = Object.assign(new Error("server has gone away"), { code: "PROTOCOL_CONNECTION_LOST", fatal: true });
    network.faults.arm({ target: "mysql", operation: "COMMIT" }, { name: "commit lost", error: () => gone });
    const lost = using(database.pool, async (connection) => {
      await connection.query("START TRANSACTION");
      await connection.execute(NEW_JOB, [28]);
      await connection.query("COMMIT");
    });
    await expect(lost).rejects.toBe(gone);
    expect(trace.of("operation").at(-1)).toMatchObject({ fault: "commit lost", outcome: "PROTOCOL_CONNECTION_LOST" });
    // The server rolled back with the connection: nothing is locked and no row is there.
    await database.execute("UPDATE listing_identities SET listing_uuid = 'free' WHERE id = 28");
    expect(await database.rows("media_processing_jobs")).toEqual([]);
  });
});

test("a lost answer: the statement is performed, and only the caller does not know", async () => {
  await inTestWorld(engine, async ({ database, network }) => {
    network.faults.arm(
      { operation: "INSERT media_processing_jobs" },
      { name: "answer lost", after: "perform", error: () => new Error("lost") },
    );
    await expect(using(database.pool, (connection) => connection.execute(NEW_JOB, [28]))).rejects.toThrow("lost");
    expect(await database.rows("media_processing_jobs")).toHaveLength(1);
  });
});

test("the same scenario gives the same trace, whatever the machine does", async () => {
  const run = (): Promise<string> =>
    inTestWorld(engine, async ({ clock, database, trace }) => {
      const worker = (index: number): Promise<void> =>
        clock.spawn(`worker ${index}`, async () => {
          for (let round = 0; round < 4; round++) {
            await using(database.pool, async (connection) => {
              await connection.query("START TRANSACTION");
              const [rows] = await connection.execute("SELECT title FROM listing_versions WHERE id = 1 FOR UPDATE");
              const title = (rows as { title: string | null }[])[0]?.title ?? "";
              await clock.sleep((index * 7 + round * 3) % 5, "thinking");
              await connection.execute("UPDATE listing_versions SET title = ? WHERE id = 1", [`${title}${index}`]);
              await connection.execute(NEW_JOB, [28]);
              await connection.query("COMMIT");
            });
          }
        });
      await Promise.all([0, 1, 2, 3].map(worker));
      expect((await database.rows("listing_versions", { id: 1 }))[0]?.title).toHaveLength(16);
      return trace.hash();
    });
  expect(new Set([await run(), await run(), await run()]).size).toBe(1);
});

async function using<T>(pool: DatabasePool, work: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
  const connection = await pool.getConnection();
  try {
    return await work(connection);
  } finally {
    connection.release();
  }
}
