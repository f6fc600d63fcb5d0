import type { Socket } from "node:net";
import { MalformedPacketError } from "./protocol/malformed-packet.ts";
import { HEADER_BYTES, packet } from "./protocol/packet.ts";

/** Nothing in a handshake is longer; MySQL's own limit for connection attributes is 64 KiB. */
const LONGEST_BYTES = 1 << 18;

export interface Packet {
  readonly sequence: number;
  readonly payload: Buffer;
}

/** The other side has gone. */
export class ConnectionEndedError extends Error {
  override readonly name = "ConnectionEndedError";
}

/** One side of a handshake: whole packets, one after the other. `release` hands the socket on to who streams. */
export class PacketChannel {
  readonly socket: Socket;
  #bytes: Buffer = Buffer.alloc(0);
  #waiting: { resolve: (packet: Packet) => void; reject: (error: Error) => void } | undefined;
  #failure: Error | undefined;
  readonly #onData = (piece: Buffer): void => this.#take(piece);
  readonly #onEnd = (): void => this.#fail(new ConnectionEndedError("the connection ended in the handshake"));

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", this.#onData);
    socket.on("end", this.#onEnd);
    socket.on("close", this.#onEnd);
  }

  next(): Promise<Packet> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#settle();
    });
  }

  write(sequence: number, payload: Buffer): void {
    this.socket.write(packet(sequence, payload));
  }

  /** Stops to listen; gives what has come already. */
  release(): Buffer {
    this.socket.off("data", this.#onData);
    this.socket.off("end", this.#onEnd);
    this.socket.off("close", this.#onEnd);
    return this.#bytes;
  }

  #take(piece: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, piece]);
    this.#settle();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#settle();
  }

  #settle(): void {
    if (!this.#waiting) return;
    const length = this.#bytes.length < HEADER_BYTES ? undefined : this.#bytes.readUIntLE(0, 3);
    if (length !== undefined && length > LONGEST_BYTES) {
      this.#failure = new MalformedPacketError(`a packet of ${length} bytes in a handshake`);
    } else if (length !== undefined && this.#bytes.length >= HEADER_BYTES + length) {
      const { resolve } = this.#waiting;
      this.#waiting = undefined;
      const end = HEADER_BYTES + length;
      const received = { sequence: this.#bytes[3] ?? 0, payload: this.#bytes.subarray(HEADER_BYTES, end) };
      this.#bytes = this.#bytes.subarray(end);
      resolve(received);
      return;
    }
    if (!this.#failure) return;
    const { reject } = this.#waiting;
    this.#waiting = undefined;
    reject(this.#failure);
  }
}
