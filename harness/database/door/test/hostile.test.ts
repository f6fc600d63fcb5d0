import { connect as connectTcp } from "node:net";
import fc from "fast-check";
import type { Connection, RowDataPacket } from "mysql2/promise";
import { expect, inject, test } from "vitest";
import { startEngine } from "../../engine/start-engine.ts";
import { readError } from "../protocol/end-packets.ts";
import { packet } from "../protocol/packet.ts";
import { type DoorUnderTest, withDoor } from "./door-under-test.ts";
import { BASIC, RawClient } from "./raw-client.ts";

const engine = inject("engine");

const OK_PACKET_BYTES = 11;

function errorOf({ bytes }: { bytes: Buffer }): { number: number; message: string } {
  return readError(bytes.subarray(4));
}

/** Until another connection waits for a lock at the engine, as the engine says. */
async function untilWaiting({ direct }: DoorUnderTest, threadId: number): Promise<void> {
  for (;;) {
    const [rows] = await direct.query<RowDataPacket[]>("SHOW FULL PROCESSLIST");
    if (rows.some(({ Id, Info }) => Number(Id) === threadId && Info !== null)) return;
  }
}

async function lockedHouse({ connect }: DoorUnderTest): Promise<Connection> {
  const holder = await connect();
  await holder.query("INSERT INTO houses (name) VALUES ('a')");
  await holder.query("BEGIN");
  await holder.query("UPDATE houses SET name = 'b'");
  return holder;
}

test("packets out of order end the connection with MySQL's error", () =>
  withDoor(engine, async ({ door, database, mistakes }) => {
    const client = await RawClient.open(door, { flags: BASIC, schema: database });
    const answer = await client.sendRaw(packet(5, Buffer.from("\x03SELECT 1")), "one");
    expect(errorOf(answer)).toMatchObject({ number: 1156, message: "Got packets out of order" });
    await new Promise((resolve) => client.socket.once("close", resolve));
    expect(mistakes).toEqual([]);
  }));

test("commands that do not exist, are empty or cut are answered, and the connection goes on", () =>
  withDoor(engine, async ({ door, database, mistakes }) => {
    const client = await RawClient.open(door, { flags: BASIC, schema: database });
    const commands = [
      "",
      "\x7fwhat",
      "\x12",
      "\x17",
      "\x17\x09\0\0\0",
      "\x1a",
      "\x1c\x01",
      "\x19",
      "\x18\x01",
      "\x04",
      "\x03",
    ];
    for (const command of commands.filter((each) => each !== "\x19" && each !== "\x18\x01")) {
      expect(
        errorOf(await client.sendRaw(packet(0, Buffer.from(command, "latin1")), "one")).number,
        JSON.stringify(command),
      ).toBeGreaterThan(1000);
    }
    client.socket.write(packet(0, Buffer.from("\x19", "latin1")));
    client.socket.write(packet(0, Buffer.from("\x18\x01", "latin1")));
    const { summary } = await client.query("SELECT 1");
    expect(summary.results).toEqual([{ rows: 1 }]);
    client.close();
    expect(mistakes).toEqual([]);
  }));

test("commands that a client sends ahead are answered one after the other", () =>
  withDoor(engine, async ({ door, database, trace }) => {
    const client = await RawClient.open(door, { flags: BASIC, schema: database });
    const ping = packet(0, Buffer.from([0x0e]));
    const ahead = 5_000;
    client.socket.write(Buffer.concat(Array.from({ length: ahead }, () => ping)));
    // The next is cut in the middle of its head.
    const query = packet(0, Buffer.from("\x03SELECT 1"));
    client.socket.write(query.subarray(0, 2));
    await client.receive(ahead * OK_PACKET_BYTES);
    expect((await client.sendRaw(query.subarray(2), "results")).summary.results).toEqual([{ rows: 1 }]);
    expect(trace.of("operation")).toHaveLength(ahead + 1);
    client.close();
  }));

test("who goes away while waiting for a lock does not keep what it has locked", () =>
  withDoor(engine, async (under) => {
    const holder = await lockedHouse(under);
    const waiter = await under.connect();
    await waiter.query("BEGIN");
    await waiter.query("INSERT INTO other (id, v) VALUES (1, 1)");
    // A connection that is destroyed answers nobody any more.
    void waiter.query("UPDATE houses SET name = 'c'").catch(() => {});
    await untilWaiting(under, waiter.threadId);
    waiter.destroy();
    // The row of the one that has gone is free, although the lock that it waited for is not.
    const third = await under.connect();
    await third.query("INSERT INTO other (id, v) VALUES (1, 2)");
    await holder.query("COMMIT");
    await under.door.close();
    expect(under.told()).toContain("UPDATE houses: PROTOCOL_CONNECTION_LOST");
    expect(under.mistakes).toEqual([]);
  }));

test("a door that closes ends what is under way", () =>
  withDoor(engine, async (under) => {
    await lockedHouse(under);
    const waiter = await under.connect();
    const waiting = waiter.query("UPDATE houses SET name = 'c'").catch((error: unknown) => error);
    await untilWaiting(under, waiter.threadId);
    await under.door.close();
    expect(await waiting).toMatchObject({ code: "PROTOCOL_CONNECTION_LOST" });
    const [rows] = await under.direct.query<RowDataPacket[]>("SELECT name FROM houses FOR UPDATE");
    expect(rows).toEqual([{ name: "a" }]);
  }));

test("a client that has no more to say still hears its answers", () =>
  withDoor(engine, async ({ door, database, mistakes }) => {
    const client = await RawClient.open(door, { flags: BASIC, schema: database });
    client.socket.write(packet(0, Buffer.from([0x0e])));
    await client.receive(OK_PACKET_BYTES);
    const closed = new Promise((resolve) => client.socket.once("close", resolve));
    client.socket.end();
    await closed;
    expect(mistakes).toEqual([]);
  }));

test("KILL reaches the connection that is meant", () =>
  withDoor(engine, async ({ connect, told }) => {
    const [victim, other] = [await connect(), await connect()];
    await other.query(`KILL CONNECTION ${victim.threadId}`);
    await expect(victim.query("SELECT 1")).rejects.toThrow();
    expect(told()[0]).toBe("KILL: 0 affected");
  }));

test("an engine that dies is a broken connection", async () => {
  const own = await startEngine({ environment: { ...process.env, DATABASE_URL: undefined } });
  const failureOf = (work: Promise<unknown>): Promise<string> => work.then(() => "none", String);
  let seen: unknown;
  const ended = withDoor(
    own,
    async ({ connect, mistakes, told, direct }) => {
      direct.on("error", () => {});
      const [client, idle] = [await connect(), await connect()];
      const answer = failureOf(client.query("INSERT INTO houses (name) VALUES (SLEEP(100))"));
      await idle.ping();
      await own.stop();
      seen = {
        busy: await answer,
        idle: (await failureOf(idle.ping())) === "none",
        next: await failureOf(connect()),
        told: told().sort(),
        mistakes,
      };
    },
    { watch: [{ table: "houses" }] },
  );
  // What is to be cleaned up has gone with the engine.
  await ended.catch(() => {});
  expect(seen).toEqual({
    busy: "Error: Connection lost: The server closed the connection.",
    idle: false,
    next: "Error: The database engine behind this door does not answer",
    told: ["INSERT houses: PROTOCOL_CONNECTION_LOST", "PING: ok"],
    mistakes: [],
  });
});

test("whatever bytes come, they end one connection at most", () =>
  withDoor(engine, async ({ door, database, connect, mistakes }) => {
    const other = await connect();
    // Not those that reach beyond the connection: COM_REFRESH, COM_PROCESS_KILL, COM_DEBUG.
    const command = fc.integer({ min: 0, max: 255 }).filter((code) => ![0x07, 0x0c, 0x0d].includes(code));
    const payload = fc
      .tuple(command, fc.uint8Array({ maxLength: 40 }))
      .map(([code, bytes]) => Buffer.from([code, ...bytes]));
    const pieces = fc.array(
      fc.oneof(
        { weight: 5, arbitrary: payload.map((bytes) => packet(0, bytes)) },
        { weight: 1, arbitrary: payload.map((bytes) => packet(7, bytes)) },
        { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
      ),
      { maxLength: 8 },
    );
    const property = fc.asyncProperty(pieces, fc.boolean(), async (chunks, inHandshake) => {
      const socket = inHandshake
        ? connectTcp(door.port, "127.0.0.1")
        : (await RawClient.open(door, { flags: BASIC, schema: database })).socket;
      socket.on("error", () => {});
      socket.resume();
      for (const chunk of chunks) socket.write(chunk);
      socket.end();
      await new Promise((resolve) => (socket.closed ? resolve(undefined) : socket.once("close", resolve)));
      await other.ping();
      expect(mistakes).toEqual([]);
    });
    await fc.assert(property, { numRuns: 60 });
  }));
