import { connect as connectTcp } from "node:net";
import type { RowDataPacket } from "mysql2/promise";
import { describe, expect, inject, test } from "vitest";
import { conformanceEngines } from "../../test/conformance-engines.ts";
import { PacketChannel } from "../packet-channel.ts";
import { CAPABILITY } from "../protocol/capabilities.ts";
import { readError } from "../protocol/end-packets.ts";
import { readGreeting } from "../protocol/greeting.ts";
import { packet } from "../protocol/packet.ts";
import { startSqlDoor } from "../sql-door.ts";
import { withDoor } from "./door-under-test.ts";
import { engineOf } from "./every-engine.ts";
import { BASIC, RawClient } from "./raw-client.ts";

describe.each(await conformanceEngines(inject("engine")))("at $title", ({ binary }) => {
  const engine = engineOf(binary);

  test.each([
    { user: "root", password: "" },
    { user: "toq", password: "s3cret with spaces" },
    { user: "", password: "x".repeat(80) },
  ])("the user '$user' with '$password' is let in", (login) =>
    withDoor(engine(), async ({ connect, database }) => {
      const client = await connect(login);
      const [[row]] = await client.query<RowDataPacket[]>("SELECT DATABASE() AS name, CONNECTION_ID() AS id");
      expect(row).toMatchObject({ name: database, id: client.threadId });
    }),
  );

  test.each(["mysql_native_password", "caching_sha2_password", "client_ed25519", ""])(
    "a client whose plugin is '%s'",
    (plugin) =>
      withDoor(engine(), async ({ door, database }) => {
        const channel = new PacketChannel(connectTcp(door.port, "127.0.0.1"));
        const greeting = readGreeting((await channel.next()).payload);
        expect(["mysql_native_password", "caching_sha2_password"]).toContain(greeting.plugin);
        channel.socket.destroy();
        const client = await RawClient.open(door, {
          flags: BASIC,
          schema: database,
          plugin,
          password: Buffer.alloc(0),
        }).catch((error: unknown) => error);
        if (plugin === "client_ed25519") expect(String(client)).toContain("mysql_native_password");
        else expect(client).toBeInstanceOf(RawClient);
        if (client instanceof RawClient) client.close();
      }),
  );

  test("a proof of caching_sha2_password is taken as right", () =>
    withDoor(engine(), async ({ door, database }) => {
      const login = { flags: BASIC, schema: database, plugin: "caching_sha2_password", password: Buffer.alloc(32, 7) };
      // The word that the proof was right comes before the OK.
      await expect(RawClient.open(door, login)).rejects.toThrow("\x01\x03");
    }));

  test("the schema that the client names is the one it is in", () =>
    withDoor(engine(), async ({ connect, database }) => {
      for (const name of [database, "information_schema"]) {
        const [[row]] = await (await connect({ database: name })).query<RowDataPacket[]>("SELECT DATABASE() AS name");
        expect(row).toEqual({ name });
      }
    }));

  test("another schema does not exist, even if it does", () =>
    withDoor(engine(), async ({ connect, direct, database }) => {
      const unknown = (name: string) => ({
        code: "ER_BAD_DB_ERROR",
        errno: 1049,
        sqlState: "42000",
        message: `Unknown database '${name}'`,
      });
      await expect(connect({ database: "nowhere" })).rejects.toMatchObject(unknown("nowhere"));
      const other = `${database}_other`;
      await direct.query(`CREATE DATABASE ${other}`);
      try {
        await expect(connect({ database: other })).rejects.toMatchObject(unknown(other));
        const client = await connect();
        await expect(client.changeUser({ database: other })).rejects.toMatchObject(unknown(other));
      } finally {
        await direct.query(`DROP DATABASE ${other}`);
      }
    }));

  test("another user is let in too, in a session of its own", () =>
    withDoor(engine(), async ({ connect, told, database }) => {
      const client = await connect();
      await client.query("SET @a = 1");
      await client.changeUser({ user: "somebody", password: "else" });
      const [[row]] = await client.query<RowDataPacket[]>("SELECT @a AS a, DATABASE() AS name");
      expect(row).toEqual({ a: null, name: database });
      expect(told()).toEqual(["SET: 0 affected", "CHANGE USER: ok", "SELECT: 1 rows"]);
    }));

  test("TLS is not offered, and who asks all the same is told", () =>
    withDoor(engine(), async ({ connect, door }) => {
      await expect(connect({ ssl: {} })).rejects.toThrow("Server does not support secure connection");
      const channel = new PacketChannel(connectTcp(door.port, "127.0.0.1"));
      const { flags } = readGreeting((await channel.next()).payload).capabilities;
      expect(flags & CAPABILITY.SSL).toBe(0);
      const request = Buffer.alloc(32);
      request.writeUInt32LE(BASIC | CAPABILITY.SSL);
      channel.write(1, request);
      const { payload, sequence } = await channel.next();
      expect([sequence, readError(payload)]).toEqual([
        2,
        { number: 1043, sqlState: "08S01", message: "Bad handshake" },
      ]);
      await expect(channel.next()).rejects.toThrow("ended");
      channel.socket.destroy();
    }));

  test.each([
    { what: "an empty response", bytes: packet(1, Buffer.alloc(0)) },
    { what: "a response that is cut", bytes: packet(1, Buffer.alloc(40, 0xff)) },
    { what: "the old protocol", bytes: packet(1, Buffer.from("\x05\x00\x00\x00\x00root\0\0", "latin1")) },
    { what: "HTTP", bytes: Buffer.from("GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n") },
  ])("$what is refused, and the next client is not", ({ bytes }) =>
    withDoor(engine(), async ({ connect, door, mistakes }) => {
      const channel = new PacketChannel(connectTcp(door.port, "127.0.0.1"));
      await channel.next();
      channel.socket.write(bytes);
      expect(readError((await channel.next()).payload).message).toBe("Bad handshake");
      channel.socket.destroy();
      await (await connect()).ping();
      expect(mistakes).toEqual([]);
    }),
  );

  test("who leaves in the handshake leaves nothing behind", () =>
    withDoor(engine(), async ({ door, direct, mistakes }) => {
      for (const after of [0, 1]) {
        const socket = connectTcp(door.port, "127.0.0.1");
        await new Promise((resolve) => socket.once(after === 0 ? "connect" : "data", resolve));
        socket.destroy();
      }
      const stays = connectTcp(door.port, "127.0.0.1").on("error", () => {});
      await new Promise((resolve) => stays.once("data", resolve));
      const letGo = new Promise((resolve) => stays.once("close", resolve));
      await door.close();
      await letGo;
      const [threads] = await direct.query<RowDataPacket[]>("SHOW PROCESSLIST");
      expect(threads.filter(({ User }) => User === "unauthenticated user")).toEqual([]);
      expect(mistakes).toEqual([]);
    }));
});

test("an engine that is not there: a sentence when the door is opened, MySQL's error afterwards", async () => {
  const engine = inject("engine");
  const gone = { ...engine, address: { socketPath: "/nowhere/mysqld.sock" } };
  await withDoor(engine, async ({ database, clock, network, connect, door }) => {
    await expect(startSqlDoor({ engine: gone, database, clock, network })).rejects.toMatchObject({ code: "ENOENT" });
    await expect(startSqlDoor({ engine, database, clock, network, port: door.port })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
    await (await connect()).ping();
  });
});
