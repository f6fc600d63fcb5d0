import { connect, type Socket } from "node:net";
import { expect } from "vitest";
import type { EngineAddress } from "../../engine/engine.ts";
import { PacketChannel } from "../packet-channel.ts";
import { AnswerScanner, type AnswerSummary } from "../protocol/answer-scanner.ts";
import { CAPABILITY, type Capabilities } from "../protocol/capabilities.ts";
import { type AnswerShape, answerShape } from "../protocol/commands.ts";
import { readGreeting } from "../protocol/greeting.ts";
import { writeHandshakeResponse } from "../protocol/handshake-response.ts";
import { packet } from "../protocol/packet.ts";
import { connectToEngine } from "../session-start.ts";

export const BASIC =
  CAPABILITY.PROTOCOL_41 |
  CAPABILITY.SECURE_CONNECTION |
  CAPABILITY.PLUGIN_AUTH |
  CAPABILITY.CONNECT_WITH_DB |
  CAPABILITY.TRANSACTIONS |
  CAPABILITY.LONG_FLAG |
  CAPABILITY.LONG_PASSWORD |
  CAPABILITY.MULTI_STATEMENTS |
  CAPABILITY.MULTI_RESULTS |
  CAPABILITY.PS_MULTI_RESULTS;

/** As drivers check: the packets of an answer are numbered from that of the command on. */
export function expectSequence(bytes: Buffer, first: number): void {
  const numbers: number[] = [];
  for (let at = 0; at < bytes.length; at += 4 + bytes.readUIntLE(at, 3)) numbers.push(bytes[at + 3] ?? -1);
  expect(numbers).toEqual(numbers.map((_, index) => (first + index) & 0xff));
}

/** A client that sees bytes, at a door or at the engine itself. */
export class RawClient {
  readonly socket: Socket;
  readonly #capabilities: Capabilities;
  #pieces: Buffer[] = [];
  #arrived: () => void = () => {};

  private constructor(socket: Socket, capabilities: Capabilities) {
    this.socket = socket;
    this.#capabilities = capabilities;
    socket.on("data", (piece) => {
      this.#pieces.push(piece);
      this.#arrived();
    });
    socket.on("close", () => this.#arrived());
  }

  /** `flags` that the server does not offer are left out, as real clients do. */
  static async open(
    to: { port: number } | EngineAddress,
    login: { flags: number; mariadb?: number; schema: string; plugin?: string; password?: Buffer },
  ): Promise<RawClient> {
    const socket = "port" in to ? connect({ host: "127.0.0.1", port: to.port }) : connectToEngine(to);
    socket.on("error", () => {});
    const channel = new PacketChannel(socket);
    const greeting = readGreeting((await channel.next()).payload);
    const flags = login.flags & (greeting.capabilities.flags | CAPABILITY.LONG_PASSWORD);
    const response = {
      capabilities: { flags, mariadb: (login.mariadb ?? 0) & greeting.capabilities.mariadb },
      maxPacketBytes: 1 << 26,
      collation: 45,
      user: Buffer.from("root"),
      password: login.password ?? Buffer.alloc(0),
      schema: login.schema,
      plugin: login.plugin ?? greeting.plugin,
      attributes: Buffer.alloc(0),
    };
    channel.write(1, writeHandshakeResponse(response));
    const answer = await channel.next();
    if (answer.payload[0] !== 0) throw new Error(`not let in: ${answer.payload.toString("latin1")}`);
    channel.release();
    return new RawClient(socket, response.capabilities);
  }

  has(flag: number): boolean {
    return (this.#capabilities.flags & flag) !== 0;
  }

  /** Sends a command and gives the bytes of its whole answer. */
  async send(payload: Buffer): Promise<{ bytes: Buffer; summary: AnswerSummary }> {
    const answer = await this.sendRaw(packet(0, payload), answerShape(payload[0]) ?? "one");
    expectSequence(answer.bytes, 1);
    return answer;
  }

  async sendRaw(raw: Buffer, shape: AnswerShape): Promise<{ bytes: Buffer; summary: AnswerSummary }> {
    this.socket.write(raw);
    const scanner = new AnswerScanner(shape, this.#capabilities);
    const seen: Buffer[] = [];
    for (;;) {
      for (const piece of this.#pieces.splice(0)) {
        seen.push(piece);
        const { last, rest } = scanner.scan(piece);
        if (!last) continue;
        expect(rest, "bytes after the end of an answer").toHaveLength(0);
        return { bytes: Buffer.concat(seen), summary: scanner.summary };
      }
      if (this.socket.closed) throw new Error("the connection was closed before the answer");
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  /** So many bytes of answers. */
  async receive(bytes: number): Promise<Buffer> {
    for (;;) {
      const all = Buffer.concat(this.#pieces);
      if (all.length >= bytes) {
        this.#pieces = [all.subarray(bytes)].filter(({ length }) => length > 0);
        return all.subarray(0, bytes);
      }
      this.#pieces = [all];
      if (this.socket.closed) throw new Error(`the connection was closed after ${all.length} of ${bytes} bytes`);
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  query(sql: string): Promise<{ bytes: Buffer; summary: AnswerSummary }> {
    const lead = this.has(CAPABILITY.QUERY_ATTRIBUTES) ? [3, 0, 1] : [3];
    return this.send(Buffer.concat([Buffer.from(lead), Buffer.from(sql)]));
  }

  prepare(sql: string): Promise<{ bytes: Buffer; summary: AnswerSummary }> {
    return this.send(Buffer.concat([Buffer.from([0x16]), Buffer.from(sql)]));
  }

  /** Executes a prepared statement with text parameters. */
  execute(
    id: number,
    values: readonly (string | null)[],
    cursor = 0,
  ): Promise<{ bytes: Buffer; summary: AnswerSummary }> {
    return this.send(executePayload(id, values, this.has(CAPABILITY.QUERY_ATTRIBUTES), cursor));
  }

  close(): void {
    this.socket.destroy();
  }
}

function executePayload(id: number, values: readonly (string | null)[], attributes: boolean, cursor = 0): Buffer {
  const head = Buffer.alloc(10);
  head[0] = 0x17;
  head.writeUInt32LE(id, 1);
  head[5] = cursor;
  head.writeUInt32LE(1, 6);
  if (values.length === 0) return head;
  const nulls = Buffer.alloc((values.length + 7) >> 3);
  for (const [index, value] of values.entries())
    if (value === null) nulls[index >> 3] = (nulls[index >> 3] ?? 0) | (1 << (index & 7));
  const types = Buffer.concat(values.map(() => Buffer.from(attributes ? [0xfd, 0, 0] : [0xfd, 0])));
  const texts = values
    .filter((value) => value !== null)
    .map((value) => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]));
  return Buffer.concat([
    head,
    ...(attributes ? [Buffer.from([values.length])] : []),
    nulls,
    Buffer.from([1]),
    types,
    ...texts,
  ]);
}
