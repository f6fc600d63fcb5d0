import { createConnection } from "mysql2/promise";
import { expect, inject, onTestFinished, test } from "vitest";
import { mysqlPool } from "./mysql-pool.ts";

const { address, run } = inject("engine");

/** As the configuration writes it, for the Go driver. */
function uri(database: string): string {
  if ("socketPath" in address) return `root@unix(${address.socketPath})/${database}`;
  const { username, password, host } = new URL(address.url);
  return `${decodeURIComponent(username)}:${decodeURIComponent(password)}@tcp(${host})/${database}`;
}

function pool(database = "information_schema") {
  const made = mysqlPool(uri(database));
  onTestFinished(() => made.close());
  return made;
}

test("times are UTC, in every session, and as often as it is borrowed", async () => {
  const connections = pool();
  for (let round = 0; round < 2; round++) {
    const connection = await connections.getConnection();
    expect(await connection.query("SELECT @@session.time_zone AS zone, FROM_UNIXTIME(0) AS epoch")).toEqual([
      [{ zone: "+00:00", epoch: new Date(0) }],
      undefined,
    ]);
    connection.release();
  }
});

test("what an update has not changed does not count, and large numbers keep their digits", async () => {
  const name = `${run}_pool`;
  const own = await createConnection(
    "socketPath" in address ? { socketPath: address.socketPath, user: "root" } : { uri: address.url },
  );
  onTestFinished(async () => {
    await own.query(`DROP DATABASE IF EXISTS \`${name}\``);
    await own.end();
  });
  await own.query(`CREATE DATABASE \`${name}\``);
  await own.query(`CREATE TABLE \`${name}\`.numbers (id BIGINT UNSIGNED)`);
  await own.query(`INSERT INTO \`${name}\`.numbers VALUES (9007199254740993), (4)`);
  const connection = await pool(name).getConnection();
  const [same] = await connection.execute("UPDATE numbers SET id = ? WHERE id = ?", [4, 4]);
  const [other] = await connection.execute("UPDATE numbers SET id = 5 WHERE id = 4");
  expect([same, other]).toMatchObject([{ affectedRows: 0 }, { affectedRows: 1 }]);
  const [found] = await connection.query("SELECT id FROM numbers WHERE id > 5");
  expect(found).toEqual([{ id: "9007199254740993" }]);
  expect(await connection.execute("SELECT '\u00e9😀' AS text")).toEqual([[{ text: "é😀" }], undefined]);
  connection.release();
});

test("ping is silent when the server answers, gives the connection back, and says what the driver says when it does not", async () => {
  const connections = pool();
  // More often than a pool has connections.
  for (let round = 0; round < 12; round++) await expect(connections.ping()).resolves.toBeUndefined();
  const nobody = mysqlPool("root@tcp(127.0.0.1:1)/nothing");
  onTestFinished(() => nobody.close());
  await expect(nobody.ping()).rejects.toThrow("ECONNREFUSED");
});

test("a statement that fails is reported, and the connection goes on", async () => {
  const connection = await pool().getConnection();
  await expect(connection.execute("SELECT * FROM no_such_table")).rejects.toThrow("no_such_table");
  await expect(connection.query("SELECT * FROM no_such_table")).rejects.toThrow("no_such_table");
  expect(await connection.execute("SELECT 1 AS one")).toEqual([[{ one: 1 }], undefined]);
  connection.release();
});
