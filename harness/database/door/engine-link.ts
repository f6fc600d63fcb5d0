import type { Socket } from "node:net";
import { AnswerScanner, type AnswerSummary, type Scanned } from "./protocol/answer-scanner.ts";
import { CAPABILITY, type Capabilities, has } from "./protocol/capabilities.ts";
import type { AnswerShape } from "./protocol/commands.ts";
import { queryPacket } from "./protocol/packet.ts";

/** Where one answer goes. */
export interface AnswerSink {
  /** A piece of the answer that is not its end. */
  pass(bytes: Buffer): void;
  /** The answer is complete; `scanned` has its last piece. */
  ended(summary: AnswerSummary, scanned: Scanned): void;
}

export interface EngineLinkEvents {
  /** Bytes that answer nothing: the engine's last words before it closes. */
  unasked(bytes: Buffer): void;
  lost(): void;
  failed(mistake: unknown): void;
}

/** The engine's side of one connection: which bytes belong to which answer. Answers come in the order of the commands. */
export class EngineLink {
  readonly socket: Socket;
  readonly #capabilities: Capabilities;
  readonly #events: EngineLinkEvents;
  readonly #awaited: { readonly scanner: AnswerScanner; readonly sink: AnswerSink }[] = [];
  readonly #onData = (piece: Buffer): void => {
    try {
      this.#take(piece);
    } catch (mistake) {
      this.#events.failed(mistake);
    }
  };

  constructor(socket: Socket, capabilities: Capabilities, events: EngineLinkEvents) {
    this.socket = socket;
    this.#capabilities = capabilities;
    this.#events = events;
    socket.on("data", this.#onData);
    socket.once("close", () => events.lost());
  }

  /** A statement is at the engine. */
  get busy(): boolean {
    return this.#awaited.length > 0;
  }

  /** Call it before the command that is answered is written. */
  expect(shape: AnswerShape, sink: AnswerSink): void {
    this.#awaited.push({ scanner: new AnswerScanner(shape, this.#capabilities), sink });
  }

  /** The bytes of a statement of the door's own, to be written before the client's next; the client does not see its answer. */
  ownQuery(sql: string, answered: AnswerSink["ended"]): Buffer {
    this.expect("results", { pass: () => {}, ended: answered });
    return queryPacket(sql, has(this.#capabilities, CAPABILITY.QUERY_ATTRIBUTES));
  }

  query(sql: string): Promise<AnswerSummary> {
    return new Promise((resolve) => void this.socket.write(this.ownQuery(sql, resolve)));
  }

  /** Leaves the stream to somebody else until `resume`. */
  suspend(): void {
    this.socket.off("data", this.#onData);
  }

  resume(): void {
    this.socket.on("data", this.#onData);
  }

  #take(piece: Buffer): void {
    let bytes = piece;
    while (bytes.length > 0) {
      const [awaited] = this.#awaited;
      if (!awaited) {
        this.#events.unasked(bytes);
        return;
      }
      const scanned = awaited.scanner.scan(bytes);
      if (!scanned.last) {
        if (scanned.pass.length > 0) awaited.sink.pass(scanned.pass);
        return;
      }
      this.#awaited.shift();
      awaited.sink.ended(awaited.scanner.summary, scanned);
      bytes = scanned.rest;
    }
  }
}
