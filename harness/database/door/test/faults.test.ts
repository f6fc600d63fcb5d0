import type { ResultSetHeader, RowDataPacket } from "mysql2/promise";
import { expect, inject, test } from "vitest";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { withDoor } from "./door-under-test.ts";

const engine = inject("engine");
const watch = [{ table: "houses", columns: ["id", "name"] }];
const lost = () => Object.assign(new Error("Connection lost"), { code: "PROTOCOL_CONNECTION_LOST", fatal: true });
const deadlock = () =>
  Object.assign(new Error("Deadlock found when trying to get lock; try restarting transaction"), {
    code: "ER_LOCK_DEADLOCK",
    errno: 1213,
    sqlState: "40001",
  });

test("the connection breaks at COMMIT, before it took effect", () =>
  withDoor(
    engine,
    async ({ connect, network, told, direct, mistakes }) => {
      network.faults.arm({ target: "mysql", operation: "COMMIT" }, { name: "lost", error: lost });
      const client = await connect();
      await client.query("BEGIN");
      await client.query("INSERT INTO houses (name) VALUES ('a')");
      await expect(client.query("COMMIT")).rejects.toMatchObject({ code: "PROTOCOL_CONNECTION_LOST" });
      await expect(client.query("SELECT 1")).rejects.toThrow("closed");
      const [rows] = await direct.query<RowDataPacket[]>("SELECT * FROM houses");
      expect(rows).toEqual([]);
      expect(told()).toEqual(["BEGIN: 0 affected", "INSERT houses: 1 affected", "COMMIT: PROTOCOL_CONNECTION_LOST"]);
      expect(network.trace.of("operation")[2]).toMatchObject({ fault: "lost", error: "Connection lost" });
      expect(mistakes).toEqual([]);
    },
    { watch },
  ));

test("the connection breaks at COMMIT, after it took effect", () =>
  withDoor(
    engine,
    async ({ connect, network, told, direct }) => {
      network.faults.arm({ target: "mysql", operation: "COMMIT" }, { name: "lost", error: lost, after: "perform" });
      const client = await connect();
      await client.query("BEGIN");
      await client.query("INSERT INTO houses (name) VALUES ('a')");
      await expect(client.query("COMMIT")).rejects.toMatchObject({ code: "PROTOCOL_CONNECTION_LOST" });
      const [rows] = await direct.query<RowDataPacket[]>("SELECT name FROM houses");
      expect(rows).toEqual([{ name: "a" }]);
      expect(told().slice(2)).toEqual(["COMMIT: PROTOCOL_CONNECTION_LOST", "row houses 1 insert"]);
    },
    { watch },
  ));

test("an error of MySQL comes as a packet, and a deadlock costs the transaction", () =>
  withDoor(
    engine,
    async ({ connect, network, told }) => {
      network.faults.arm({ target: "mysql", operation: "UPDATE houses" }, { name: "deadlock", error: deadlock });
      const client = await connect();
      await client.query("BEGIN");
      await client.query("INSERT INTO houses (name) VALUES ('a')");
      await expect(client.execute("UPDATE houses SET name = ?", ["b"])).rejects.toMatchObject({
        code: "ER_LOCK_DEADLOCK",
        errno: 1213,
        sqlState: "40001",
        message: "Deadlock found when trying to get lock; try restarting transaction",
      });
      const [rows] = await client.query<RowDataPacket[]>("SELECT * FROM houses");
      expect(rows).toEqual([]);
      expect(told().slice(2)).toEqual(["PREPARE: ok", "UPDATE houses: ER_LOCK_DEADLOCK", "SELECT houses: 0 rows"]);
    },
    { watch },
  ));

test("an error without a number is MySQL's unknown one, and the transaction goes on", () =>
  withDoor(engine, async ({ connect, network }) => {
    network.faults.arm({ operation: "UPDATE houses" }, { name: "odd", error: () => new Error("out of luck") });
    network.faults.arm(
      { operation: "DELETE houses" },
      { name: "dup", error: () => Object.assign(new Error("x"), { code: "ER_DUP_ENTRY" }) },
    );
    const client = await connect();
    await client.query("BEGIN");
    await client.query("INSERT INTO houses (name) VALUES ('a')");
    await expect(client.query("UPDATE houses SET name = 'b'")).rejects.toMatchObject({
      errno: 1105,
      message: "out of luck",
    });
    await expect(client.query("DELETE FROM houses")).rejects.toMatchObject({ errno: 1062, sqlState: "23000" });
    const [rows] = await client.query<RowDataPacket[]>("SELECT name FROM houses");
    expect(rows).toEqual([{ name: "a" }]);
  }));

test("a header replaces the answer", () =>
  withDoor(engine, async ({ connect, network, told }) => {
    const header = { affectedRows: 7, insertId: 70, serverStatus: 2 };
    network.faults.arm({ operation: "UPDATE houses" }, { name: "seven", result: () => header });
    const client = await connect();
    const [answer] = await client.query<ResultSetHeader>("UPDATE houses SET name = 'b'");
    expect(answer).toMatchObject({ affectedRows: 7, insertId: 70 });
    await client.query("SELECT 1");
    expect(told()).toEqual(["UPDATE houses: 7 affected", "SELECT: 1 rows"]);
  }));

test("a result that has no form on the wire ends the connection with a sentence", () =>
  withDoor(engine, async ({ connect, network, mistakes }) => {
    network.faults.arm({ operation: "SELECT houses" }, { name: "rows", result: () => [{ id: 1 }] });
    const client = await connect();
    await expect(client.query("SELECT * FROM houses")).rejects.toMatchObject({ code: "PROTOCOL_CONNECTION_LOST" });
    expect(String(mistakes[0])).toContain("the fault rows replaces an SQL answer by something that cannot be sent");
  }));

test("a connection is refused, with MySQL's words or by hanging up", () =>
  withDoor(engine, async ({ connect, network, told }) => {
    const tooMany = () => Object.assign(new Error("Too many connections"), { code: "ER_CON_COUNT_ERROR", errno: 1040 });
    network.faults.arm({ operation: "CONNECT" }, { name: "full", error: tooMany });
    network.faults.arm({ operation: "CONNECT" }, { name: "down", error: lost });
    await expect(connect()).rejects.toMatchObject({ code: "ER_CON_COUNT_ERROR" });
    await expect(connect()).rejects.toMatchObject({ code: "PROTOCOL_CONNECTION_LOST" });
    await (await connect()).ping();
    expect(told()).toEqual(["CONNECT: ER_CON_COUNT_ERROR", "CONNECT: PROTOCOL_CONNECTION_LOST", "PING: ok"]);
  }));

test("a delay takes the world's time, not the machine's", async () => {
  const clock = new VirtualClock({ name: "delays", epochMs: Date.UTC(2025, 11, 3) });
  const stop = Promise.withResolvers<void>();
  const failures: unknown[] = [];
  const served = clock.serve(stop.promise, (failure) => failures.push(failure));
  const enter = <T>(name: string, activity: () => Promise<T>): Promise<T> => clock.enter(name, activity);
  const held: string[] = [];
  const hold = (label: string) => {
    held.push(label);
    return clock.hold(label);
  };
  await withDoor(
    engine,
    async ({ connect, network, trace, mistakes }) => {
      network.faults.arm({ operation: "UPDATE houses" }, { name: "slow", delayMs: 3_600_000 });
      network.faults.arm({ operation: "CONNECT" }, { name: "far", delayMs: 5_000 });
      network.latency.set("mysql", 20);
      const client = await connect({ dateStrings: true });
      await client.query("UPDATE houses SET name = 'a'");
      const [rows] = await client.query<RowDataPacket[]>("SELECT NOW(3) AS now");
      expect(rows).toEqual([{ now: "2025-12-03 01:00:05.040" }]);
      expect(trace.of("operation").map(({ durationMs }) => durationMs)).toEqual([5_000, 3_600_020, 20]);
      expect([mistakes, failures]).toEqual([[], []]);
      expect(held).toEqual(["mysql UPDATE houses", "mysql SELECT"]);
    },
    { clock, door: { enter, hold } },
  );
  stop.resolve();
  await served;
});

test("a delay that nobody lets pass ends the connection with a sentence", () =>
  withDoor(
    engine,
    async ({ connect, network, mistakes }) => {
      network.faults.arm({ operation: "SELECT" }, { name: "slow", delayMs: 1_000 });
      const client = await connect();
      await expect(client.query("SELECT 1")).rejects.toMatchObject({ code: "PROTOCOL_CONNECTION_LOST" });
      expect(String(mistakes[0])).toContain(
        "the fault slow delays mysql SELECT, but nothing lets the world's virtual time pass",
      );
    },
    { clock: new VirtualClock({ name: "still", epochMs: Date.UTC(2025, 11, 3) }) },
  ));
