import { expect, inject, test } from "vitest";
import { withDoor } from "./door-under-test.ts";

const engine = inject("engine");
const watch = [{ table: "houses", columns: ["id", "name"] }, { table: "rooms" }, { table: "later" }];

test("a change is told with its statement as the cause, before the next statement", () =>
  withDoor(
    engine,
    async ({ connect, told, trace }) => {
      const client = await connect();
      await client.query("INSERT INTO houses (name) VALUES ('a'), ('b')");
      await client.execute("UPDATE houses SET name = ? WHERE id = ?", ["c", 2]);
      await client.query("DELETE FROM houses WHERE id = 1");
      expect(told()).toEqual([
        "INSERT houses: 2 affected",
        "row houses 1 insert",
        "row houses 2 insert",
        "PREPARE: ok",
        "UPDATE houses: 1 affected",
        "row houses 2 update",
        "DELETE houses: 1 affected",
        "row houses 1 delete",
      ]);
      const [insert] = trace.of("operation");
      expect(trace.of("row")[0]).toMatchObject({ cause: insert?.sequence, before: null, after: { id: 1, name: "a" } });
    },
    { watch },
  ));

test("what a transaction changes is told at its commit, by whatever statement that is", () =>
  withDoor(
    engine,
    async ({ connect, told }) => {
      const client = await connect();
      await client.query("BEGIN");
      await client.query("INSERT INTO houses (name) VALUES ('a')");
      await client.query("SELECT * FROM houses");
      await client.query("COMMIT");
      await client.query("BEGIN");
      await client.query("INSERT INTO houses (name) VALUES ('b')");
      await client.query("ROLLBACK");
      await client.query("SET autocommit = 0");
      await client.query("INSERT INTO houses (id, name) VALUES (10, 'c')");
      await client.query("SET autocommit = 1");
      await client.query("BEGIN");
      await client.query("INSERT INTO houses (id, name) VALUES (11, 'd')");
      await client.query("BEGIN");
      await client.query("INSERT INTO houses (id, name) VALUES (12, 'e')");
      await client.query("CREATE TABLE new (id INT)");
      expect(told().filter((line) => !line.startsWith("INSERT"))).toEqual([
        "BEGIN: 0 affected",
        "SELECT houses: 1 rows",
        "COMMIT: 0 affected",
        "row houses 1 insert",
        "BEGIN: 0 affected",
        "ROLLBACK: 0 affected",
        "SET: 0 affected",
        "SET: 0 affected",
        "row houses 10 insert",
        "BEGIN: 0 affected",
        "BEGIN: 0 affected",
        "row houses 11 insert",
        "CREATE new: 0 affected",
        "row houses 12 insert",
      ]);
    },
    { watch },
  ));

test("changes that cascade, that a trigger makes, and that come in one packet", () =>
  withDoor(
    engine,
    async ({ connect, told, direct }) => {
      const client = await connect({ multipleStatements: true });
      await client.query(
        "INSERT INTO houses (name) VALUES ('a'); INSERT INTO rooms (house_id, size) VALUES (1, 5); SELECT 1",
      );
      await client.query("DELETE FROM houses");
      await direct.query(
        "CREATE TRIGGER t AFTER INSERT ON other FOR EACH ROW INSERT INTO houses (name) VALUES (NEW.v)",
      );
      await client.query("CREATE TABLE last (id INT)");
      await client.query("INSERT INTO other (v) VALUES (7)");
      expect(told()).toEqual([
        "INSERT houses: 1 affected, 1 affected, 1 rows",
        "row houses 1 insert",
        "row rooms 1 insert",
        "DELETE houses: 1 affected",
        "row houses 1 delete",
        "row rooms 1 delete",
        "CREATE last: 0 affected",
        "INSERT other: 1 affected",
        "row houses 2 insert",
      ]);
    },
    { watch },
  ));

test("a table that is made later is watched, and one that is dropped is not missed", () =>
  withDoor(
    engine,
    async ({ connect, told, mistakes }) => {
      const client = await connect();
      await client.query("CREATE TABLE later (id INT PRIMARY KEY)");
      await client.query("INSERT INTO later VALUES (1)");
      await client.query("DROP TABLE rooms");
      await client.query("INSERT INTO houses (name) VALUES ('a')");
      expect(told().filter((line) => line.startsWith("row"))).toEqual(["row later 1 insert", "row houses 1 insert"]);
      expect(mistakes).toEqual([]);
    },
    { watch },
  ));

test("commits of several connections at once are each told before their client goes on", () =>
  withDoor(
    engine,
    async ({ connect, trace }) => {
      const clients = await Promise.all(Array.from({ length: 8 }, () => connect()));
      await Promise.all(
        clients.map(async (client, index) => {
          for (let round = 0; round < 10; round++) {
            const id = 1 + index * 10 + round;
            await client.query(`INSERT INTO houses (id) VALUES (${id})`);
            expect(trace.of("row").some(({ key }) => key === String(id))).toBe(true);
          }
        }),
      );
      expect(trace.of("row")).toHaveLength(80);
    },
    { watch },
  ));

test("changes that came another way are told by who made them", () =>
  withDoor(
    engine,
    async ({ connect, direct, door, trace }) => {
      const client = await connect();
      await direct.query("INSERT INTO houses (name) VALUES ('a')");
      await door.recordRows();
      await client.query("INSERT INTO houses (name) VALUES ('b')");
      expect(trace.of("row").map(({ key, cause }) => [key, cause])).toEqual([
        ["1", 0],
        ["2", trace.of("operation")[0]?.sequence],
      ]);
    },
    { watch },
  ));
