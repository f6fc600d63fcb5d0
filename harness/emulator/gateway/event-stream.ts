import { crc32 } from "node:zlib";

/** A message of an event stream. */
interface EventMessage {
  /** `PayloadChunk` */
  readonly type: string;
  readonly contentType: string;
  readonly payload: Buffer;
}

/** Of a header's value that is a text. */
const STRING = 7;
/** Lengths and a checksum before the headers, a checksum behind the payload. */
const PRELUDE_BYTES = 12;
const CHECKSUM_BYTES = 4;

/** One event as `application/vnd.amazon.eventstream` has it (https://smithy.io/2.0/aws/amazon-eventstream.html). */
export function eventMessage({ type, contentType, payload }: EventMessage): Buffer {
  const headers = Buffer.concat([
    header(":event-type", type),
    header(":content-type", contentType),
    header(":message-type", "event"),
  ]);
  const prelude = Buffer.alloc(PRELUDE_BYTES);
  prelude.writeUInt32BE(PRELUDE_BYTES + headers.length + payload.length + CHECKSUM_BYTES, 0);
  prelude.writeUInt32BE(headers.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const message = Buffer.concat([prelude, headers, payload]);
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32BE(crc32(message));
  return Buffer.concat([message, checksum]);
}

function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value));
  return Buffer.concat([
    Buffer.from([name.length]),
    Buffer.from(name),
    Buffer.from([STRING]),
    length,
    Buffer.from(value),
  ]);
}
