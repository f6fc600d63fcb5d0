import { describe, expect, inject, test } from "vitest";
import { conformanceEngines } from "../../test/conformance-engines.ts";
import { CAPABILITY } from "../protocol/capabilities.ts";
import { engineOf } from "./every-engine.ts";
import { BASIC, type RawClient } from "./raw-client.ts";
import { type SideBySide, sideBySide } from "./side-by-side.ts";

/** What clients agree on; PyMySQL, go-sql-driver, mysql2 and MySQL's own are among them. */
const CLIENTS = [
  { client: "EOF packets", flags: BASIC },
  {
    client: "EOF packets, session tracking, query attributes",
    flags: BASIC | CAPABILITY.SESSION_TRACK | CAPABILITY.QUERY_ATTRIBUTES,
  },
  { client: "no EOF packets", flags: BASIC | CAPABILITY.DEPRECATE_EOF },
  {
    client: "no EOF packets, session tracking, query attributes, found rows",
    flags:
      BASIC | CAPABILITY.DEPRECATE_EOF | CAPABILITY.SESSION_TRACK | CAPABILITY.QUERY_ATTRIBUTES | CAPABILITY.FOUND_ROWS,
  },
];

/** Statements one after the other, each group on connections of its own. The world's time moves before every one. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  "ROW_COUNT()": [
    "INSERT INTO houses (name) VALUES ('a'), ('b'), ('c')",
    "SELECT ROW_COUNT()",
    "UPDATE houses SET name = 'd' WHERE id > 1",
    "SELECT ROW_COUNT() AS n, id FROM houses",
    "SELECT ROW_COUNT()",
    "DELETE FROM houses WHERE id = 1",
    "/* so many */ SELECT ROW_COUNT ( )",
    "UPDATE houses SET name = 'e'",
    "INSERT INTO other (v) SELECT ROW_COUNT()",
    "SELECT v, ROW_COUNT() FROM other",
    "UPDATE houses SET name = 'f'",
    "SET @n = ROW_COUNT()",
    "SELECT @n",
    "INSERT INTO other (v) VALUES (1), (2); SELECT ROW_COUNT()",
  ],
  "ROW_COUNT() by EXECUTE": [
    "PREPARE p FROM 'SELECT ROW_COUNT()'",
    "INSERT INTO houses (name) VALUES ('a'), ('b')",
    "EXECUTE p",
    "EXECUTE p",
    "UPDATE houses SET name = 'c'",
    "EXECUTE p",
    "DEALLOCATE PREPARE p",
    "UPDATE houses SET name = 'd'",
    "EXECUTE IMMEDIATE 'SELECT ROW_COUNT()'",
    "SET @text = 'SELECT ROW_COUNT()'",
    "PREPARE p FROM @text",
  ],
  "FOUND_ROWS()": [
    "INSERT INTO houses (name) VALUES ('a'), ('b'), ('c')",
    "SELECT SQL_CALC_FOUND_ROWS id FROM houses LIMIT 1",
    "SELECT FOUND_ROWS()",
    "SELECT FOUND_ROWS()",
    "SELECT id FROM houses LIMIT 2",
    "SELECT FOUND_ROWS()",
    "UPDATE houses SET name = 'd'",
    "SELECT FOUND_ROWS()",
  ],
  warnings: [
    "SELECT 1/0, CAST('a' AS SIGNED)",
    "SHOW WARNINGS",
    "SHOW WARNINGS LIMIT 1",
    "SHOW COUNT(*) WARNINGS",
    "SELECT @@warning_count",
    "SELECT 1/0",
    "SELECT @@session.warning_count, @@error_count",
    "SELECT @@warning_count",
    "SELECT 1/0",
    "SELECT 1",
    "SHOW WARNINGS",
  ],
  errors: [
    "SELEC",
    "SHOW ERRORS",
    "SELECT * FROM nowhere",
    "SELECT @@error_count",
    "INSERT INTO rooms (house_id, size) VALUES (1, 1)",
    "SHOW WARNINGS",
    "INSERT INTO rooms (house_id, size) VALUES (1, 1000)",
    "GET DIAGNOSTICS @n = NUMBER",
    "GET DIAGNOSTICS CONDITION 1 @e = MESSAGE_TEXT, @s = RETURNED_SQLSTATE",
    "SELECT @n, @e, @s",
  ],
  "LAST_INSERT_ID()": [
    "INSERT INTO houses (name) VALUES ('a'), ('b')",
    "SELECT LAST_INSERT_ID()",
    "INSERT INTO other (v) VALUES (LAST_INSERT_ID())",
    "SELECT LAST_INSERT_ID(), v FROM other",
    "UPDATE other SET v = LAST_INSERT_ID(77)",
    "SELECT LAST_INSERT_ID()",
    "SET insert_id = 500",
    "INSERT INTO houses (name) VALUES ('c')",
    "SELECT LAST_INSERT_ID()",
    "SET sql_auto_is_null = 1",
    "INSERT INTO houses (name) VALUES ('d')",
    "SELECT id FROM houses WHERE id IS NULL",
    "SELECT id FROM houses WHERE id IS NULL",
  ],
  "affected rows": [
    "INSERT INTO houses (id, name) VALUES (1, 'a') ON DUPLICATE KEY UPDATE name = 'b'",
    "INSERT INTO houses (id, name) VALUES (1, 'a') ON DUPLICATE KEY UPDATE name = 'b'",
    "INSERT INTO houses (id, name) VALUES (1, 'a') ON DUPLICATE KEY UPDATE name = 'b'",
    "REPLACE INTO houses (id, name) VALUES (1, 'c')",
    "UPDATE houses SET name = 'c'",
    "TRUNCATE other",
    "DO 1",
  ],
  transactions: [
    "START TRANSACTION",
    "INSERT INTO houses (name) VALUES ('a')",
    "SAVEPOINT s",
    "INSERT INTO houses (name) VALUES ('b')",
    "ROLLBACK TO s",
    "SELECT id FROM houses FOR UPDATE",
    "COMMIT AND CHAIN",
    "SELECT id FROM houses",
    "ROLLBACK",
    "SET autocommit = 0",
    "SELECT 1",
    "SELECT id FROM houses",
    "UPDATE houses SET name = 'c'",
    "SELECT ROW_COUNT()",
    "COMMIT",
    "SET autocommit = 1",
    "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
    "BEGIN",
    "SELECT name FROM houses",
    "COMMIT",
    "SET TRANSACTION READ ONLY",
    "START TRANSACTION",
    "INSERT INTO houses (name) VALUES ('a')",
    "ROLLBACK",
    "XA START 'SCHEMA'",
    "INSERT INTO houses (name) VALUES ('x')",
    "XA END 'SCHEMA'",
    "SELECT 1",
    "XA PREPARE 'SCHEMA'",
    "XA COMMIT 'SCHEMA'",
    "SELECT name FROM houses",
  ],
  "several statements": [
    "INSERT INTO houses (name) VALUES ('a'); SELECT name FROM houses; UPDATE houses SET name = 'b'",
    "SELECT 1; SELEC; SELECT 2",
    "SELECT 1; SELECT 2;",
    "BEGIN; INSERT INTO houses (name) VALUES ('c'); COMMIT; SELECT id, name FROM houses",
    ";",
    "",
    Array.from({ length: 30 }, (_, index) => `SELECT ${index}`).join(";"),
  ],
  "locks and handlers": [
    "LOCK TABLES houses WRITE, other READ",
    "SELECT COUNT(*) FROM houses",
    "SELECT COUNT(*) FROM rooms",
    "UNLOCK TABLES",
    "HANDLER houses OPEN",
    "HANDLER houses READ FIRST",
    "HANDLER houses CLOSE",
    "SET rand_seed1 = 5, rand_seed2 = 7",
    "SELECT RAND()",
    "LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE other",
  ],
};

const TRACKED: Readonly<Record<string, readonly string[]>> = {
  "that it changed": [
    "SET session_track_state_change = ON",
    "SELECT 1",
    "SET sql_mode = ''",
    "SELECT 1",
    "SELECT id FROM houses",
    "DO 1",
    "SET @a = 1",
    "DO 1",
  ],
  "of the transaction": [
    "SET session_track_transaction_info = 'CHARACTERISTICS'",
    "SELECT 1",
    "START TRANSACTION READ ONLY",
    "SELECT id FROM houses",
    "COMMIT",
    "SET autocommit = 0",
    "SELECT id FROM houses FOR UPDATE",
    "DO 1",
    "INSERT INTO houses (name) VALUES ('a')",
    "SELECT id FROM houses",
    "COMMIT",
    "SET autocommit = 1",
    "DO 1",
  ],
  "of variables and schema": [
    "SET NAMES utf8mb4",
    "SET session_track_system_variables = 'lock_wait_timeout,timestamp,time_zone'",
    "SET lock_wait_timeout = 7",
    "DO 1",
    "SELECT 1",
    "DO 1",
    "USE information_schema",
    "SELECT 1",
    "SET timestamp = 1700000000",
    "SELECT NOW()",
    "DO 1",
  ],
};

describe.each(await conformanceEngines(inject("engine")))("through the door as at $title itself", ({ binary }) => {
  const engine = engineOf(binary);

  describe.each(CLIENTS)("$client", ({ flags }) => {
    test.each(Object.entries(GROUPS))("%s", (_, statements) =>
      sideBySide(engine(), flags, async ({ query }) => {
        for (const sql of statements) await query(sql);
      }),
    );

    test.each(Object.entries(TRACKED))("session state: %s", (_, statements) =>
      sideBySide(engine(), flags, async ({ query }) => {
        for (const sql of statements) await query(sql);
      }),
    );

    test("prepared statements, with and without a cursor", () => sideBySide(engine(), flags, preparedStatements));

    test("bulk statements, where the server has them", () =>
      sideBySide(
        engine(),
        flags & ~CAPABILITY.LONG_PASSWORD,
        async (pair) => {
          await bulkStatements(pair);
          const { summary } = await pair.query("SELECT name FROM houses");
          expect(summary.results).toEqual([{ rows: engine().flavour === "mariadb" ? 4 : 0 }]);
        },
        BULK,
      ));

    test("commands that are no statements", () =>
      sideBySide(engine(), flags, async ({ both, query }) => {
        const send = (name: string, ...payload: (number | string)[]) =>
          both(name, (client) =>
            client.send(Buffer.concat(payload.map((part) => Buffer.from(typeof part === "number" ? [part] : part)))),
          );
        await send("COM_PING", 0x0e);
        await send("COM_INIT_DB", 0x02, "information_schema");
        await send("COM_INIT_DB, unknown", 0x02, "nowhere");
        await query("SELECT DATABASE()");
        await send("COM_SET_OPTION", 0x1b, 1, 0);
        await query("SELECT 1; SELECT 2");
        await send("COM_SET_OPTION", 0x1b, 0, 0);
        await query("SELECT 1; SELECT 2");
        await send("COM_FIELD_LIST", 0x04, "TABLES", 0);
        await send("COM_STATISTICS", 0x09).catch(onlyNumbersDiffer);
        await send("COM_RESET_CONNECTION", 0x1f);
        await query("SELECT @a, @@autocommit");
        await send("COM_STMT_RESET of nothing", 0x1a, 9, 0, 0, 0);
        await send("an unknown command", 0x7f);
        await send("COM_SLEEP", 0x00);
      }));
  });
});

/** What the server counts changes from one moment to the next. */
function onlyNumbersDiffer(error: unknown): void {
  if (!(error instanceof Error && /Uptime/.test(error.message))) throw error;
}

async function preparedStatements({ both, query }: SideBySide): Promise<void> {
  const prepare = (sql: string) => both(`prepare ${sql}`, (client) => client.prepare(sql));
  const execute = (values: readonly (string | null)[], cursor = 0) =>
    both(`execute ${values}`, (client) => client.execute(idOf(client), values, cursor));
  const ids = new Map<RawClient, number>();
  const idOf = (client: RawClient): number => ids.get(client) ?? 0;
  const use = async (sql: string) => {
    await both(`prepare ${sql}`, async (client) => {
      const answer = await client.prepare(sql);
      ids.set(client, answer.summary.prepared?.id ?? 0);
      return answer;
    });
  };
  await use("INSERT INTO houses (name, price, note) VALUES (?, ?, ?)");
  await execute(["a", "1.25", null]);
  await execute([null, null, null]);
  await use("SELECT ROW_COUNT()");
  await query("UPDATE houses SET name = 'b'");
  await execute([]);
  await execute([]);
  await use("SELECT id, name, price, note, seen FROM houses WHERE id > ? ORDER BY id");
  const { summary } = await execute(["0"]);
  expect(summary.results).toEqual([{ rows: 2 }]);
  await execute(["0"], 1);
  const fetch = (rows: number) => both("fetch", (client) => client.send(fetchPayload(idOf(client), rows)));
  await fetch(1);
  await fetch(5);
  await use("DO 1");
  await execute([]);
  await prepare("SELEC");
  await prepare("SELECT ?, ?");
  await query("INSERT INTO rooms (house_id, size) VALUES (1, 1)");
  await use("DELETE FROM houses");
  await execute([]);
  await query("SELECT ROW_COUNT()");
}

/** MariaDB's: many rows of parameters with one command, and a statement that is named as the one prepared last. */
const BULK = 1 << 2;

async function bulkStatements({ both, query }: SideBySide): Promise<void> {
  await both("prepare", (client) => client.prepare("INSERT INTO houses (name) VALUES (?)"));
  const types = [0xfd, 0];
  const rows = ["a", "b", "c"].flatMap((name) => [0, 1, name.charCodeAt(0)]);
  const bulk = Buffer.from([0xfa, 0xff, 0xff, 0xff, 0xff, 128, 0, ...types, ...rows]);
  await both("bulk", (client) => client.send(bulk));
  await query("SELECT ROW_COUNT()");
  await both("execute", (client) => client.execute(0xffffffff, ["d"]));
}

function fetchPayload(id: number, rows: number): Buffer {
  const payload = Buffer.alloc(9);
  payload[0] = 0x1c;
  payload.writeUInt32LE(id, 1);
  payload.writeUInt32LE(rows, 5);
  return payload;
}
