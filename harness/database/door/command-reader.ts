import { HEADER_BYTES, LONGEST_PAYLOAD_BYTES } from "./protocol/packet.ts";

/** What of a command is gathered before it is passed on: enough for its text in the trace, its name and its parameters. */
const HEAD_BYTES = 1 << 20;
const EMPTY = Buffer.alloc(0);

export interface Command {
  /** Of its first packet; every command begins anew at 0. */
  readonly sequence: number;
  /** The payload, or its first MiB. */
  readonly head: Buffer;
  /** The bytes as they came, up to where `head` ends. */
  readonly raw: Buffer;
  /** Of the first packet. */
  readonly payloadBytes: number;
  /** Nothing follows: `head` is all. */
  readonly complete: boolean;
}

/**
 * Cuts a client's bytes into commands. Of a large one only the head is gathered; the caller takes the rest piece by piece
 * with `takeBody`, so that 64 MiB pass without being in memory.
 */
export class CommandReader {
  #bytes: Buffer = EMPTY;
  /** Bytes of the present packet that have not come by yet. */
  #bodyLeft = 0;
  /** The present packet is full, so another goes on with its payload. */
  #continues = false;
  #lastSequence = 0;

  /** What has come and was not taken. */
  get buffered(): number {
    return this.#bytes.length;
  }

  get bodyEnded(): boolean {
    return this.#bodyLeft === 0 && !this.#continues;
  }

  /** Of the last packet of the command; its answer goes on counting from there. */
  get lastSequence(): number {
    return this.#lastSequence;
  }

  push(piece: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? piece : Buffer.concat([this.#bytes, piece]);
  }

  /** The next command as soon as its head is here; the body of the one before must have ended. */
  next(): Command | undefined {
    const bytes = this.#bytes;
    if (bytes.length < HEADER_BYTES) return undefined;
    const payloadBytes = bytes.readUIntLE(0, 3);
    const end = HEADER_BYTES + Math.min(payloadBytes, HEAD_BYTES);
    if (bytes.length < end) return undefined;
    const sequence = bytes[3] ?? 0;
    const raw = bytes.subarray(0, end);
    this.#bytes = bytes.length === end ? EMPTY : bytes.subarray(end);
    this.#lastSequence = sequence;
    this.#bodyLeft = HEADER_BYTES + payloadBytes - end;
    this.#continues = payloadBytes === LONGEST_PAYLOAD_BYTES;
    return { sequence, head: raw.subarray(HEADER_BYTES), raw, payloadBytes, complete: this.bodyEnded };
  }

  /** What has come of the rest of the command, with the heads of its packets. */
  takeBody(): Buffer {
    const bytes = this.#bytes;
    let at = 0;
    for (;;) {
      const step = Math.min(this.#bodyLeft, bytes.length - at);
      this.#bodyLeft -= step;
      at += step;
      if (this.#bodyLeft > 0 || !this.#continues || bytes.length - at < HEADER_BYTES) break;
      const payloadBytes = bytes.readUIntLE(at, 3);
      this.#lastSequence = bytes[at + 3] ?? 0;
      this.#bodyLeft = HEADER_BYTES + payloadBytes;
      this.#continues = payloadBytes === LONGEST_PAYLOAD_BYTES;
    }
    this.#bytes = bytes.subarray(at);
    return bytes.subarray(0, at);
  }
}
