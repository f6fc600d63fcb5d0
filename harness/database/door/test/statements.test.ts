import type { ResultSetHeader, RowDataPacket } from "mysql2/promise";
import { describe, expect, inject, test } from "vitest";
import { withDoor } from "./door-under-test.ts";

const engine = inject("engine");

describe("statements through the door", () => {
  test("rows, changes and errors are what the engine gives, and hops in the trace", () =>
    withDoor(engine, async ({ connect, told, trace, mistakes }) => {
      const client = await connect();
      const [header] = await client.query<ResultSetHeader>("INSERT INTO houses (name) VALUES ('a'), ('b')");
      expect(header).toMatchObject({ affectedRows: 2, insertId: 1 });
      const [rows] = await client.query<RowDataPacket[]>("SELECT id, name FROM houses ORDER BY id");
      expect(rows).toEqual([
        { id: 1, name: "a" },
        { id: 2, name: "b" },
      ]);
      await expect(client.query("INSERT INTO houses (id) VALUES (1)")).rejects.toMatchObject({
        code: "ER_DUP_ENTRY",
        errno: 1062,
      });
      await client.ping();
      expect(told()).toEqual([
        "INSERT houses: 2 affected",
        "SELECT houses: 2 rows",
        "INSERT houses: ER_DUP_ENTRY",
        "PING: ok",
      ]);
      const [insert] = trace.of("operation");
      expect(insert).toMatchObject({ source: "server", target: "mysql", resource: "houses" });
      expect(JSON.parse(String(trace.body(insert?.request)))).toEqual({
        sql: "INSERT INTO houses (name) VALUES ('a'), ('b')",
      });
      expect(JSON.parse(String(trace.body(insert?.response)))).toEqual({ affectedRows: 2, insertId: 1 });
      expect(mistakes).toEqual([]);
    }));

  test("a prepared statement shows its text and its parameters", () =>
    withDoor(engine, async ({ connect, told, trace }) => {
      const client = await connect();
      const values = ["a", 1.5, new Date(Date.UTC(2025, 11, 3, 14, 0, 0, 900)), null, Buffer.from([0xff, 0])];
      await client.execute("INSERT INTO houses (name, price, seen, note, picture) VALUES (?, ?, ?, ?, ?)", values);
      const [rows] = await client.execute<RowDataPacket[]>("SELECT name, price, note FROM houses WHERE id = ?", [1]);
      expect(rows).toEqual([{ name: "a", price: "1.50", note: null }]);
      expect(told()).toEqual(["PREPARE: ok", "INSERT houses: 1 affected", "PREPARE: ok", "SELECT houses: 1 rows"]);
      const [, insert] = trace.of("operation");
      expect(JSON.parse(String(trace.body(insert?.request)))).toEqual({
        sql: "INSERT INTO houses (name, price, seen, note, picture) VALUES (?, ?, ?, ?, ?)",
        values: ["a", 1.5, "2025-12-03 14:00:00.900000", null, { base64: "/wA=" }],
      });
    }));
});
