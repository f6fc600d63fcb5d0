import type { Socket } from "node:net";
import { type Command, CommandReader } from "./command-reader.ts";
import { packet } from "./protocol/packet.ts";

/** A client that sends ahead of its answers is stopped when so much of it waits. */
const MOST_SENT_AHEAD_BYTES = 1 << 20;

export interface ClientLinkEvents {
  /** There may be a command; take it with `next` when none is under way. */
  arrived(): void;
  /** The client will not send any more. */
  hungUp(): void;
  failed(mistake: unknown): void;
}

/**
 * The client's side of one connection: commands as they come, the rest of a large one on its way to the engine, and answers on
 * their way back. Neither side is sent more than it takes.
 */
export class ClientLink {
  readonly socket: Socket;
  readonly #engine: Socket;
  readonly #events: ClientLinkEvents;
  readonly #reader = new CommandReader();
  /** What happens to the rest of a command whose head was taken. */
  #body: "forward" | "discard" | undefined;
  #bodyEnded: (() => void) | undefined;
  readonly #onData = (piece: Buffer): void => this.#attempt(() => this.#take(piece));

  constructor(client: Socket, engine: Socket, events: ClientLinkEvents) {
    this.socket = client;
    this.#engine = engine;
    this.#events = events;
    client.on("data", this.#onData);
    const hungUp = (): void => this.#attempt(() => events.hungUp());
    client.once("end", hungUp);
    client.once("close", hungUp);
  }

  /** Something of the client's has come and was not taken. */
  get hasMore(): boolean {
    return this.#reader.buffered > 0;
  }

  next(): Command | undefined {
    return this.#reader.next();
  }

  /** What has come another way, as together with the handshake. */
  push(early: Buffer): void {
    if (early.length > 0) this.#onData(early);
  }

  /** Says where the rest of the present command goes; `ended` is called when all of it has. */
  passBody(to: "forward" | "discard", ended: () => void): void {
    this.#body = to;
    this.#bodyEnded = ended;
    this.#passBody();
  }

  /** Calls `ended` when the rest of the present command has gone where it was said. */
  afterBody(ended: () => void): void {
    if (this.#body) this.#bodyEnded = ended;
    else ended();
  }

  write(bytes: Buffer): void {
    if (this.socket.write(bytes) || this.#engine.isPaused()) return;
    this.#engine.pause();
    this.socket.once("drain", () => this.#engine.resume());
  }

  /** `payload` as the answer to the present command. */
  answer(payload: Buffer): void {
    this.write(this.answerPacket(payload));
  }

  answerPacket(payload: Buffer): Buffer {
    return packet(this.#reader.lastSequence + 1, payload);
  }

  /** The present command is done. */
  rest(): void {
    if (this.socket.isPaused()) this.socket.resume();
  }

  /** Leaves the stream to somebody else until `resume`. */
  suspend(): void {
    this.socket.off("data", this.#onData);
  }

  resume(early: Buffer): void {
    this.socket.on("data", this.#onData);
    this.#reader.push(early);
  }

  #take(piece: Buffer): void {
    this.#reader.push(piece);
    if (this.#body) this.#passBody();
    else this.#events.arrived();
    if (!this.#body && this.#reader.buffered > MOST_SENT_AHEAD_BYTES) this.socket.pause();
  }

  #passBody(): void {
    const bytes = this.#reader.takeBody();
    const full = bytes.length > 0 && this.#body === "forward" && !this.#engine.write(bytes);
    if (full && !this.#reader.bodyEnded) {
      this.socket.pause();
      this.#engine.once("drain", () => this.socket.resume());
    } else if (!full && this.socket.isPaused()) {
      this.socket.resume();
    }
    if (!this.#reader.bodyEnded) return;
    const ended = this.#bodyEnded;
    this.#body = undefined;
    this.#bodyEnded = undefined;
    ended?.();
  }

  #attempt(work: () => void): void {
    try {
      work();
    } catch (mistake) {
      this.#events.failed(mistake);
    }
  }
}
