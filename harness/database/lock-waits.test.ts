import { expect, inject, test } from "vitest";
import type { DatabaseConnection } from "../../server/ports.ts";
import { inTestWorld } from "./test/test-world.ts";
import type { WorldDatabase } from "./world-database.ts";

const engine = inject("engine");
const LOCK_28 = "SELECT id FROM listing_identities WHERE id = 28 FOR UPDATE";
const LOCK_29 = "SELECT id FROM listing_identities WHERE id = 29 FOR UPDATE";
const NEW_JOB = "INSERT INTO media_processing_jobs (listing_identity_id, status) VALUES (28, 'PENDING')";

test("a waiter goes on when the holder's COMMIT is delivered, however late that is", async () => {
  await inTestWorld(engine, async ({ clock, database, trace }) => {
    const holder = await begin(database);
    await holder.execute(LOCK_28);
    const waiter = clock.spawn("waiter", async () => {
      const connection = await begin(database);
      await connection.execute(LOCK_28);
      const wokeAtMs = clock.elapsedMs;
      await end(connection, "COMMIT");
      return wokeAtMs;
    });
    await clock.sleep(20_000, "holding the row");
    await end(holder, "COMMIT");
    const committedAtMs = clock.elapsedMs;
    expect(await waiter).toBe(committedAtMs + 1);
    const waited = trace.of("operation").filter((event) => event.operation === "SELECT listing_identities")[1];
    expect(waited).toMatchObject({ outcome: "1 rows", durationMs: 20_001 });
  });
});

test("ROLLBACK frees a waiter as well", async () => {
  await inTestWorld(engine, async ({ clock, database }) => {
    const holder = await begin(database);
    await holder.execute(LOCK_28);
    const waiter = clock.spawn("waiter", () => lockAndCommit(database, LOCK_28));
    await clock.sleep(1_000, "holding the row");
    await end(holder, "ROLLBACK");
    await waiter;
    expect(clock.elapsedMs).toBe(1_005);
  });
});

test("waiters get the row one after the other, in the order in which they began to wait", async () => {
  const order = await inTestWorld(engine, async ({ clock, database }) => {
    const finished: string[] = [];
    const actor = (name: string): Promise<void> =>
      clock.spawn(name, async () => {
        const connection = await begin(database);
        await connection.execute(LOCK_28);
        await clock.sleep(5_000, "holding the row");
        await end(connection, "COMMIT");
        finished.push(`${name} ${clock.elapsedMs}`);
      });
    await Promise.all(["a", "b", "c", "d"].map(actor));
    return finished;
  });
  expect(order).toEqual(["a 5003", "b 10005", "c 15007", "d 20009"]);
});

test("a wait fails with 1205 after 50 virtual seconds, and the transaction stays open", async () => {
  await inTestWorld(engine, async ({ clock, database, trace }) => {
    const holder = await begin(database);
    await holder.execute(LOCK_28);
    const waiter = await begin(database);
    await waiter.execute("UPDATE listing_versions SET status = 7 WHERE id = 2");
    const issuedAtMs = clock.elapsedMs;
    await expect(waiter.execute(LOCK_28)).rejects.toMatchObject({ errno: 1205, code: "ER_LOCK_WAIT_TIMEOUT" });
    expect(clock.elapsedMs - issuedAtMs).toBe(50_000);
    await end(waiter, "COMMIT");
    await end(holder, "ROLLBACK");
    expect(await database.rows("listing_versions", { status: 7 })).toHaveLength(1);
    expect(trace.of("operation").filter((event) => event.outcome === "ER_LOCK_WAIT_TIMEOUT")).toHaveLength(1);
  });
});

test("a waiting INSERT keeps the id that it was given when it was issued", async () => {
  const ids = await inTestWorld(engine, async ({ clock, database }) => {
    const holder = await begin(database);
    await holder.execute(LOCK_28);
    // The foreign key needs the row that the holder has.
    const waiter = clock.spawn("waiter", () => lockAndCommit(database, NEW_JOB));
    for (let commits = 0; commits < 3; commits++) {
      await lockAndCommit(database, LOCK_29);
    }
    await end(holder, "COMMIT");
    await waiter;
    await lockAndCommit(database, NEW_JOB);
    return (await database.rows("media_processing_jobs")).map((row) => row.id);
  });
  expect(ids).toEqual([20, 21]);
});

test("a deadlock is found at once: one is the victim with 1213, the other goes on", async () => {
  const run = (): Promise<string[]> =>
    inTestWorld(engine, async ({ clock, database, trace }) => {
      const actor = (name: string, first: string, second: string): Promise<string> =>
        clock.spawn(name, async () => {
          const connection = await begin(database);
          try {
            await connection.execute(first);
            await clock.sleep(10, "between the two");
            await connection.execute(second);
            await end(connection, "COMMIT");
            return `${name} committed at ${clock.elapsedMs}`;
          } catch (error) {
            connection.release();
            return `${name} got ${(error as { errno: number }).errno} at ${clock.elapsedMs}`;
          }
        });
      const ends = await Promise.all([actor("a", LOCK_28, LOCK_29), actor("b", LOCK_29, LOCK_28)]);
      return [...ends, trace.hash()];
    });
  const [a, b, hash] = await run();
  expect([a, b].filter((end) => /got 1213 at 13$/.test(end ?? ""))).toHaveLength(1);
  expect([a, b].filter((end) => /committed at 1[45]$/.test(end ?? ""))).toHaveLength(1);
  expect((await run())[2]).toBe(hash);
});

test("four transactions that lock the same two rows crosswise give the same trace every time", async () => {
  const run = (): Promise<string> =>
    inTestWorld(engine, async ({ clock, database, trace }) => {
      const actor = (name: string, first: string, second: string): Promise<void> =>
        clock.spawn(name, async () => {
          const connection = await database.pool.getConnection();
          try {
            await connection.query("START TRANSACTION");
            await connection.execute(first);
            await clock.sleep(10, "between the two");
            await connection.execute(second);
            await connection.execute(NEW_JOB);
            await connection.query("COMMIT");
          } catch (error) {
            expect(error).toMatchObject({ errno: 1213 });
          } finally {
            connection.release();
          }
        });
      const order = [LOCK_28, LOCK_29] as const;
      await Promise.all(
        ["a", "b", "c", "d"].map((name, index) => actor(name, order[index % 2 ? 1 : 0], order[index % 2 ? 0 : 1])),
      );
      return trace.hash();
    });
  const hashes = new Set<string>();
  for (let times = 0; times < 3; times++) hashes.add(await run());
  expect(hashes.size).toBe(1);
});

test("the scenario's own statement does not wait for the server's lock but says who holds it", async () => {
  await inTestWorld(engine, async ({ database }) => {
    const holder = await begin(database);
    await holder.execute(LOCK_28);
    const statement = database.execute("UPDATE listing_identities SET listing_uuid = 'x' WHERE id = 28");
    await expect(statement).rejects.toThrow("an open transaction of the server holds");
    await end(holder, "ROLLBACK");
  });
});

test("a world that ends while a statement waits can be dropped", async () => {
  await inTestWorld(engine, async ({ clock, database }) => {
    const holder = await begin(database);
    await holder.execute(LOCK_28);
    void clock.spawn("abandoned", () => lockAndCommit(database, LOCK_28), { background: true });
    await clock.sleep(10, "a moment");
  });
});

async function begin(database: WorldDatabase): Promise<DatabaseConnection> {
  const connection = await database.pool.getConnection();
  await connection.query("START TRANSACTION");
  return connection;
}

async function end(connection: DatabaseConnection, how: "COMMIT" | "ROLLBACK"): Promise<void> {
  await connection.query(how);
  connection.release();
}

async function lockAndCommit(database: WorldDatabase, sql: string): Promise<void> {
  const connection = await begin(database);
  await connection.execute(sql);
  await end(connection, "COMMIT");
}
