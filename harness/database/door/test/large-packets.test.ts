import { createHash } from "node:crypto";
import type { RowDataPacket } from "mysql2/promise";
import { describe, expect, inject, test } from "vitest";
import { conformanceEngines } from "../../test/conformance-engines.ts";
import { CommandReader } from "../command-reader.ts";
import { AnswerScanner } from "../protocol/answer-scanner.ts";
import { CAPABILITY } from "../protocol/capabilities.ts";
import { LONGEST_PAYLOAD_BYTES, packet } from "../protocol/packet.ts";
import { withDoor } from "./door-under-test.ts";
import { engineOf } from "./every-engine.ts";
import { BASIC, expectSequence, RawClient } from "./raw-client.ts";

const MEBIBYTE = 1 << 20;
/** The client, the door and the test share a thread, and the machine may be busy. */
const SLOW_MS = 120_000;

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Bytes of which no part is like another. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32LE((at * 2654435761) >>> 0, at);
  return bytes;
}

/** A payload as packets, as a client sends it: a full packet is never the last. */
function packets(payload: Buffer): Buffer {
  const all: Buffer[] = [];
  for (let at = 0, sequence = 0; ; at += LONGEST_PAYLOAD_BYTES, sequence++) {
    const part = payload.subarray(at, at + LONGEST_PAYLOAD_BYTES);
    all.push(packet(sequence, part));
    if (part.length < LONGEST_PAYLOAD_BYTES) return Buffer.concat(all);
  }
}

describe.each(await conformanceEngines(inject("engine")))("at $title", { timeout: SLOW_MS }, ({ binary }) => {
  const engine = engineOf(binary);

  test.each([1, 63])("%i MiB go in and come out as they were", (mebibytes) =>
    withDoor(engine(), async ({ connect, told, trace }) => {
      const picture = noise(mebibytes * MEBIBYTE);
      const client = await connect();
      await client.execute("INSERT INTO houses (picture) VALUES (?)", [picture]);
      await client.query(`INSERT INTO houses (picture) VALUES (X'${picture.toString("hex", 0, picture.length / 2)}')`);
      const [rows] = await client.query<RowDataPacket[]>("SELECT picture FROM houses ORDER BY id");
      expect(sha256(rows[0]?.picture)).toBe(sha256(picture));
      expect(sha256(rows[1]?.picture)).toBe(sha256(picture.subarray(0, picture.length / 2)));
      const insert = "INSERT houses: 1 affected";
      expect(told()).toEqual(["PREPARE: ok", insert, insert, "SELECT houses: 2 rows"]);
      // The trace keeps the beginning.
      for (const event of trace.of("operation")) expect(trace.body(event.request)?.length ?? 0).toBeLessThan(300_000);
    }),
  );

  test("a parameter that is sent ahead of its statement", () =>
    withDoor(engine(), async ({ door, database, direct, trace }) => {
      const client = await RawClient.open(door, { flags: BASIC, schema: database });
      const { summary } = await client.prepare("INSERT INTO houses (note, name) VALUES (?, ?)");
      const id = summary.prepared?.id ?? 0;
      for (const text of ["abc", "x".repeat(20 * MEBIBYTE)]) {
        const head = Buffer.from([0x18, 0, 0, 0, 0, 0, 0]);
        head.writeUInt32LE(id, 1);
        client.socket.write(packets(Buffer.concat([head, Buffer.from(text)])));
      }
      const payload = Buffer.from([0x17, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0xfc, 0, 0xfd, 0, 1, 0x61]);
      payload.writeUInt32LE(id, 1);
      await client.send(payload);
      const [[row]] = await direct.query<RowDataPacket[]>("SELECT LENGTH(note) AS bytes, name FROM houses");
      expect(row).toEqual({ bytes: 3 + 20 * MEBIBYTE, name: "a" });
      const { values } = JSON.parse(String(trace.body(trace.of("operation")[1]?.request)));
      expect(values[1]).toBe("a");
      client.close();
    }));

  test.each([-1, 0, 1])("a statement and a row of a full packet and %i bytes", (more) =>
    withDoor(engine(), async ({ door, database }) => {
      for (const eof of [0, CAPABILITY.DEPRECATE_EOF]) {
        const client = await RawClient.open(door, { flags: BASIC | eof, schema: database });
        const text = "\x03SELECT LENGTH('')";
        const literal = "x".repeat(LONGEST_PAYLOAD_BYTES + more - text.length);
        const statement = Buffer.from(text.replace("''", `'${literal}'`));
        expect((await client.sendRaw(packets(statement), "results")).summary.results).toEqual([{ rows: 1 }]);
        // Four bytes tell the length of the only column.
        const { bytes, summary } = await client.query(
          `SELECT REPEAT('y', ${LONGEST_PAYLOAD_BYTES + more - 4}) UNION ALL SELECT 'z'`,
        );
        expect([summary.results, bytes.length > LONGEST_PAYLOAD_BYTES]).toEqual([[{ rows: 2 }], true]);
        expect((await client.query("DO 1")).summary.results).toHaveLength(1);
        client.close();
      }
    }),
  );

  test.each([0, 1, 20, 35])("a fault's answer to a statement of %i MiB has the right number", (mebibytes) =>
    withDoor(engine(), async ({ door, database, network }) => {
      const full = () => Object.assign(new Error("full"), { errno: 1114 });
      network.faults.arm({ operation: "INSERT houses" }, { name: "full", error: full });
      network.faults.arm({ operation: "INSERT houses" }, { name: "full", error: full, after: "perform" });
      const client = await RawClient.open(door, { flags: BASIC, schema: database });
      const bytes = packets(
        Buffer.from(`\x03INSERT INTO houses (note) VALUES ('${"x".repeat(mebibytes * MEBIBYTE)}')`),
      );
      const next = Math.floor(mebibytes / 16) + 1;
      for (const error of [1114, 1114, undefined]) {
        const answer = await client.sendRaw(bytes, "results");
        expect(answer.summary.error?.number).toBe(error);
        expectSequence(answer.bytes, next);
      }
      client.close();
    }),
  );

  test("more than the engine takes is the engine's error, or its hanging up", () =>
    withDoor(engine(), async ({ connect, mistakes }) => {
      const client = await connect();
      const insert = client.query("INSERT INTO houses (note) VALUES (?)", ["x".repeat(70 * MEBIBYTE)]);
      await expect(insert).rejects.toMatchObject({
        code: expect.stringMatching(/ER_NET_PACKET_TOO_LARGE|PROTOCOL_CONNECTION_LOST|ECONNRESET|EPIPE/),
      });
      await (await connect()).ping();
      expect(mistakes).toEqual([]);
    }));
});

test("of a large command only the beginning is kept", () => {
  const reader = new CommandReader();
  const bytes = packets(Buffer.concat([Buffer.from("\x03"), noise(34 * MEBIBYTE)]));
  const passed: Buffer[] = [];
  let most = 0;
  for (let at = 0; at < bytes.length; at += 65_536) {
    reader.push(bytes.subarray(at, at + 65_536));
    most = Math.max(most, reader.buffered);
    if (passed.length === 0) {
      const command = reader.next();
      if (!command) continue;
      expect([command.complete, command.head.length]).toEqual([false, MEBIBYTE]);
      passed.push(command.raw);
    }
    passed.push(reader.takeBody());
  }
  expect([reader.bodyEnded, reader.buffered, reader.lastSequence]).toEqual([true, 0, 2]);
  expect(sha256(Buffer.concat(passed))).toBe(sha256(bytes));
  expect(most).toBeLessThan(MEBIBYTE + 2 * 65_536);
});

test("of an answer nothing is kept, wherever it is cut", () => {
  const header = packet(1, Buffer.from([1]));
  const column = packet(2, Buffer.from("\x03def"));
  const eof = (sequence: number) => packet(sequence, Buffer.from([0xfe, 0, 0, 2, 0]));
  const rows = Array.from({ length: 50 }, (_, index) => packet(4 + index, Buffer.from([0xfe, ...noise(8 + index)])));
  const answer = Buffer.concat([header, column, eof(3), ...rows, eof(54)]);
  for (let size = 1; size < 80; size++) {
    const scanner = new AnswerScanner("results", { flags: BASIC, mariadb: 0 });
    const passed: Buffer[] = [];
    for (let at = 0; at < answer.length; at += size) {
      const { pass, last, rest } = scanner.scan(answer.subarray(at, at + size));
      passed.push(pass, last ?? Buffer.alloc(0));
      expect(rest).toHaveLength(0);
    }
    expect(Buffer.concat(passed).equals(answer)).toBe(true);
    expect(scanner.summary).toMatchObject({ results: [{ rows: 50 }], status: 2 });
  }
});
