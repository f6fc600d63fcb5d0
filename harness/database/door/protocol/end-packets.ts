import { lengthEncoded } from "./length-encoded.ts";
import { PayloadReader } from "./payload-reader.ts";

/** First bytes of packets that end an answer, or a part of it. */
export const OK = 0x00;
export const EOF = 0xfe;
export const ERROR = 0xff;

/** `OK_Packet`; also what replaces EOF where that is deprecated. */
export interface OkPacket {
  readonly affectedRows: number;
  readonly insertId: number;
  readonly status: number;
}

/** `ERR_Packet`. */
export interface ErrorPacket {
  readonly number: number;
  /** Five characters. */
  readonly sqlState: string;
  readonly message: string;
}

/** MySQL's refusal of a command that it does not have, and of some that it cannot read. */
export const UNKNOWN_COMMAND: ErrorPacket = { number: 1047, sqlState: "08S01", message: "Unknown command" };

export function readOk(payload: Buffer): OkPacket {
  const reader = new PayloadReader(payload, 1);
  return { affectedRows: reader.lengthEncoded(), insertId: reader.lengthEncoded(), status: reader.integer(2) };
}

/** The status of an EOF packet of the old kind. */
export function readEofStatus(payload: Buffer): number {
  return new PayloadReader(payload, 3).integer(2);
}

export function readError(payload: Buffer): ErrorPacket {
  const reader = new PayloadReader(payload, 1);
  const number = reader.integer(2);
  const text = reader.rest().toString();
  // Before the handshake is over an error may come without its state.
  const hasState = text.startsWith("#");
  return { number, sqlState: hasState ? text.slice(1, 6) : "HY000", message: hasState ? text.slice(6) : text };
}

export function writeError({ number, sqlState, message }: ErrorPacket): Buffer {
  const head = Buffer.from([ERROR, number & 0xff, number >> 8]);
  return Buffer.concat([head, Buffer.from(`#${sqlState}${message}`)]);
}

export function writeOk({ affectedRows, insertId, status }: OkPacket): Buffer {
  const tail = Buffer.alloc(4);
  tail.writeUInt16LE(status);
  return Buffer.concat([Buffer.from([OK]), lengthEncoded(affectedRows), lengthEncoded(insertId), tail]);
}
