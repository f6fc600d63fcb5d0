import type { Connection, ExecuteValues, ResultSetHeader, RowDataPacket } from "mysql2/promise";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { canonicalJson } from "../../server/database/canonical-json.ts";
import type { Engine, EngineDescription } from "./engine/engine.ts";
import { databasePrefix } from "./engine/run-databases.ts";
import { collation } from "./engine/server-flags.ts";
import { startEngine } from "./engine/start-engine.ts";
import { openConnection, sessionSetup } from "./session.ts";
import { conformanceEngines } from "./test/conformance-engines.ts";
import { MEDIA_SCHEMA } from "./test/media-schema.ts";

/**
 * What the contract's statements do, the same on every server that can be had (docs/contract/database.md). Connections
 * are set up exactly as those of a world, but nothing is modelled here.
 */
const own = inject("engine");

describe.each(await conformanceEngines(own))("$title", ({ binary }) => {
  let engine: EngineDescription;
  let extra: Engine | undefined;
  let admin: Connection;
  let name: string;
  let db: Connection;
  let count = 0;
  const opened: Connection[] = [];

  beforeAll(async () => {
    if (binary !== undefined) extra = await startEngine({ binary });
    engine = extra ?? own;
    admin = await openConnection(engine.address, { multipleStatements: true });
  }, 60_000);
  afterAll(async () => {
    await admin.end();
    await extra?.stop();
  });
  beforeEach(async () => {
    name = `${databasePrefix(engine.run)}conformance_${++count}`;
    const create = `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE ${collation(engine.flavour)}; USE ${name}`;
    await admin.query([create, ...MEDIA_SCHEMA].join(";\n"));
    db = await connect();
  });
  afterEach(async () => {
    for (const connection of opened.splice(0)) await connection.end();
    await admin.query(`DROP DATABASE ${name}`);
  });

  async function connect(): Promise<Connection> {
    const connection = await openConnection(engine.address, { database: name });
    opened.push(connection);
    for (const sql of sessionSetup(engine, "1764770400.900")) await connection.query(sql);
    return connection;
  }

  async function change(sql: string, values: unknown[] = [], connection = db): Promise<ResultSetHeader> {
    const [header] = await connection.execute<ResultSetHeader>(sql, values as ExecuteValues);
    return header;
  }

  async function rows(sql: string, values: unknown[] = [], connection = db): Promise<RowDataPacket[]> {
    const [found] = await connection.execute<RowDataPacket[]>(sql, values as ExecuteValues);
    return found;
  }

  function newAsset(
    values: { type?: string; status?: string; metadata?: string | null } = {},
  ): Promise<ResultSetHeader> {
    return change(
      `INSERT INTO media_assets (listing_identity_id, asset_type, sequence, status, metadata) VALUES (28, ?, 1, ?, ?)
       ON DUPLICATE KEY UPDATE status = VALUES(status), metadata = VALUES(metadata)`,
      [values.type ?? "ZIP", values.status ?? "PROCESSING", values.metadata ?? null],
    );
  }

  test("the session is as the contract assumes", async () => {
    const [session] = await rows(
      "SELECT @@session.sql_mode AS modes, @@session.time_zone AS zone, @@collation_database AS col",
    );
    expect(session?.modes).toContain("ONLY_FULL_GROUP_BY");
    expect(session?.modes).toContain("STRICT_TRANS_TABLES");
    expect(session).toMatchObject({ zone: "+00:00", col: collation(engine.flavour) });
  });

  test("an UPDATE counts the rows it changes, not those it finds", async () => {
    const sql = "UPDATE listing_versions SET status = ? WHERE listing_identity_id = ?";
    expect((await change(sql, [7, 28])).affectedRows).toBe(1);
    expect((await change(sql, [7, 28])).affectedRows).toBe(0);
    expect((await change(sql, [7, 99])).affectedRows).toBe(0);
  });

  test("an upsert counts 1 for a new row, 2 for a changed one, 0 for the same", async () => {
    const metadata = canonicalJson({ filename: "a.jpg", b: "1" });
    const outcomes = [
      await newAsset({ metadata }),
      await newAsset({ metadata, status: "PROCESSED" }),
      await newAsset({ metadata: canonicalJson({ b: "1", filename: "a.jpg" }), status: "PROCESSED" }),
    ];
    expect(outcomes.map(({ affectedRows, insertId }) => [affectedRows, insertId])).toEqual([
      [1, 1],
      [2, 1],
      [0, 0],
    ]);
  });

  test("ids have gaps after a rollback and after an upsert that met its duplicate", async () => {
    for (let times = 0; times < 3; times++) await newAsset({ status: `S${times}` });
    expect((await newAsset({ type: "THUMBNAIL" })).insertId).toBe(4);
    await db.query("START TRANSACTION");
    await newAsset({ type: "PROJECT_DOC" });
    await db.query("ROLLBACK");
    expect((await newAsset({ type: "PROJECT_DOC" })).insertId).toBe(6);
  });

  test("an INSERT tells its id, which goes on from where the seed left it", async () => {
    const sql = "INSERT INTO media_processing_jobs (listing_identity_id, status) VALUES (28, 'PENDING')";
    expect([(await change(sql)).insertId, (await change(sql)).insertId]).toEqual([20, 21]);
  });

  test("canonical JSON is stored and printed unchanged, and read as an object", async () => {
    const value = { "longer key": 'quote " and \\ and \n', é: "ü", b: [1, { z: null, a: true }], a: "😀", size: 12 };
    const text = canonicalJson(value);
    await newAsset({ metadata: text });
    const [row] = await rows("SELECT metadata, CAST(metadata AS CHAR) AS printed FROM media_assets");
    expect(row).toMatchObject({ metadata: value, printed: text });
  });

  test("invalid JSON is refused", async () => {
    // 3140 is MySQL's number, 4025 that of MariaDB's check constraint.
    await expect(newAsset({ metadata: "{" })).rejects.toSatisfy((error: { errno: number }) =>
      [3140, 4025].includes(error.errno),
    );
  });

  test("NOW() and column defaults truncate the fraction, a parameter is rounded", async () => {
    const instant = new Date(1764770400900);
    const { insertId } = await change(
      "INSERT INTO media_processing_jobs (listing_identity_id, status, started_at) VALUES (28, 'RUNNING', ?)",
      [instant],
    );
    const sql = "SELECT NOW() AS now, NOW(3) AS exact, created_at, started_at FROM media_processing_jobs WHERE id = ?";
    expect((await rows(sql, [insertId]))[0]).toEqual({
      now: new Date(1764770400000),
      exact: instant,
      created_at: new Date(1764770400000),
      started_at: new Date(1764770401000),
    });
  });

  test("NOW() follows SET timestamp, also inside a transaction and in UNIX_TIMESTAMP() and SYSDATE()", async () => {
    await db.query("START TRANSACTION");
    await db.query("SET timestamp=2000000000.250");
    const sql = "SELECT NOW() AS now, UTC_TIMESTAMP() AS utc, SYSDATE() AS sys, UNIX_TIMESTAMP() AS unix";
    const [row] = await rows(sql);
    const instant = new Date(2_000_000_000_000);
    expect(row).toMatchObject({ now: instant, utc: instant });
    expect(Number(row?.unix)).toBeCloseTo(2_000_000_000, -1);
    // A foreign server may run without --sysdate-is-now.
    if (engine.origin !== "DATABASE_URL") expect(row?.sys).toEqual(instant);
    await db.query("ROLLBACK");
  });

  test("text is compared without case and accents, but with trailing spaces", async () => {
    const key = "28/raw/Fachada É.jpg";
    await change(
      "INSERT INTO media_assets (listing_identity_id, asset_type, sequence, status, s3_key_raw) VALUES (28, 'ZIP', 1, 'X', ?)",
      [key],
    );
    const find = async (wanted: string): Promise<number> =>
      (await rows("SELECT id FROM media_assets WHERE s3_key_raw = ?", [wanted])).length;
    expect([await find("28/RAW/fachada e.JPG"), await find(`${key} `), await find("28/raw/Fachada.jpg")]).toEqual([
      1, 0, 0,
    ]);
  });

  test.each([
    [
      "a second row with the same business key",
      1062,
      "INSERT INTO media_assets (listing_identity_id, asset_type, sequence, status) VALUES (28, 'ZIP', 1, 'X'), (28, 'zip', 1, 'X')",
    ],
    [
      "a value longer than its column",
      1406,
      `INSERT INTO media_assets (listing_identity_id, asset_type, sequence, status) VALUES (28, 'ZIP', 1, '${"x".repeat(51)}')`,
    ],
    [
      "a reference to nothing",
      1452,
      "INSERT INTO media_assets (listing_identity_id, asset_type, sequence, status) VALUES (99, 'ZIP', 1, 'X')",
    ],
    ["a row that is referred to", 1451, "DELETE FROM listing_identities WHERE id = 28"],
    ["NULL where there must be a value", 1048, "UPDATE media_assets SET status = NULL WHERE id = 1"],
    ["a number out of range", 1264, "UPDATE listing_versions SET status = 256 WHERE id = 1"],
    ["no value for a column without default", 1364, "INSERT INTO media_assets (listing_identity_id) VALUES (28)"],
    ["an unknown column", 1054, "SELECT nonsense FROM media_assets"],
    ["an unknown table", 1146, "SELECT 1 FROM nonsense"],
  ])("%s is error %i", async (_what, errno, sql) => {
    await change(
      "INSERT INTO media_assets (id, listing_identity_id, asset_type, sequence, status) VALUES (1, 28, 'THUMBNAIL', 1, 'X')",
    );
    await expect(db.query(sql)).rejects.toMatchObject({ errno });
  });

  test("a TEXT column takes 65,535 bytes and not one more", async () => {
    const sql = "INSERT INTO media_processing_jobs (listing_identity_id, status, callback_body) VALUES (28, 'X', ?)";
    expect((await change(sql, ["x".repeat(65_535)])).affectedRows).toBe(1);
    await expect(change(sql, ["x".repeat(65_536)])).rejects.toMatchObject({ errno: 1406, sqlState: "22001" });
    // MariaDB cuts first and then finds half a character: 1366.
    await expect(change(sql, ["é".repeat(32_768)])).rejects.toSatisfy((error: { errno: number }) =>
      [1406, 1366].includes(error.errno),
    );
  });

  test("the unique key is hidden from the optimizer and still enforced", async () => {
    await expect(db.query("SELECT id FROM media_assets FORCE INDEX (uk_listing_asset_seq)")).rejects.toMatchObject({
      errno: 1176,
    });
  });

  test("a lock wait that times out costs its statement only, not the transaction", async () => {
    const other = await connect();
    await other.query("START TRANSACTION");
    await other.query("SELECT id FROM listing_identities WHERE id = 28 FOR UPDATE");
    await db.query("SET innodb_lock_wait_timeout=1");
    await db.query("START TRANSACTION");
    await change("UPDATE listing_versions SET status = 7 WHERE id = 2");
    await expect(db.query("UPDATE listing_identities SET listing_uuid = 'x' WHERE id = 28")).rejects.toMatchObject({
      errno: 1205,
      sqlState: "HY000",
    });
    await db.query("COMMIT");
    await other.query("ROLLBACK");
    expect(await rows("SELECT status FROM listing_versions WHERE id = 2")).toEqual([{ status: 7 }]);
  });

  test("of two transactions that wait for each other one gets 1213 and has lost everything", async () => {
    const other = await connect();
    for (const connection of [db, other]) await connection.query("START TRANSACTION");
    await db.query("UPDATE listing_identities SET listing_uuid = 'a' WHERE id = 28");
    await other.query("UPDATE listing_identities SET listing_uuid = 'b' WHERE id = 29");
    const outcomes = await Promise.allSettled([
      db.query("UPDATE listing_identities SET listing_uuid = 'a' WHERE id = 29"),
      other.query("UPDATE listing_identities SET listing_uuid = 'b' WHERE id = 28"),
    ]);
    const failures = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(failures.map(({ reason }) => reason)).toMatchObject([{ errno: 1213, sqlState: "40001" }]);
    for (const connection of [db, other]) await connection.query("COMMIT");
    const uuids = await rows("SELECT DISTINCT listing_uuid FROM listing_identities");
    expect(uuids).toHaveLength(1);
  });

  test("two transactions that lock the same gap and then insert into it: one goes on, the other gets 1213", async () => {
    const other = await connect();
    const gap = "SELECT id FROM media_assets WHERE listing_identity_id = 28 FOR UPDATE";
    const insert =
      "INSERT INTO media_assets (listing_identity_id, asset_type, sequence, status) VALUES (28, ?, 1, 'X')";
    for (const connection of [db, other]) {
      await connection.query("START TRANSACTION");
      await connection.query(gap);
    }
    const outcomes = await Promise.allSettled([change(insert, ["ZIP"]), change(insert, ["THUMBNAIL"], other)]);
    const failures = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(failures.map(({ reason }) => reason)).toMatchObject([{ errno: 1213 }]);
    for (const connection of [db, other]) await connection.query("COMMIT");
    expect(await rows("SELECT id FROM media_assets")).toHaveLength(1);
  });

  test("a plain read keeps its snapshot, a locking read and an UPDATE see the newest row", async () => {
    const other = await connect();
    await db.query("START TRANSACTION");
    const read = "SELECT status FROM listing_versions WHERE id = 1";
    expect(await rows(read)).toEqual([{ status: 6 }]);
    await change("UPDATE listing_versions SET status = 7 WHERE id = 1", [], other);
    expect(await rows(read)).toEqual([{ status: 6 }]);
    expect(await rows(`${read} FOR UPDATE`)).toEqual([{ status: 7 }]);
    expect((await change("UPDATE listing_versions SET status = 8 WHERE id = 1 AND status = 7")).affectedRows).toBe(1);
    await db.query("COMMIT");
  });

  test("FOR UPDATE SKIP LOCKED passes over rows that others hold", async () => {
    const other = await connect();
    await other.query("START TRANSACTION");
    await other.query("SELECT id FROM listing_identities WHERE id = 28 FOR UPDATE");
    expect(await rows("SELECT id FROM listing_identities ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED", ["5"])).toEqual([
      { id: 29 },
    ]);
    await other.query("ROLLBACK");
  });

  test("a count is a number, a sum is text, big integers are not rounded", async () => {
    const [row] = await rows(
      "SELECT COUNT(*) AS count, SUM(id) AS sum, 9007199254740993 AS big FROM listing_identities",
    );
    expect(row).toEqual({ count: 2, sum: "57", big: "9007199254740993" });
  });
});
