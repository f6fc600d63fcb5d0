import type { Fault } from "../../network/faults.ts";
import type { Hop } from "../../network/hop.ts";
import type { Outcome } from "../../network/network.ts";
import type { OperationEvent } from "../../network/trace.ts";
import { endsTransaction } from "../statement-name.ts";
import { type Command, CommandReader } from "./command-reader.ts";
import type { DoorParts } from "./door-parts.ts";
import { type AnswerSink, EngineLink } from "./engine-link.ts";
import { EngineLoginError, engineUser } from "./engine-login.ts";
import { PreparedStatements } from "./prepared-statements.ts";
import type { AnswerSummary, Scanned } from "./protocol/answer-scanner.ts";
import { CAPABILITY, has } from "./protocol/capabilities.ts";
import { type AnswerShape, answerShape, COMMAND } from "./protocol/commands.ts";
import { type ErrorPacket, writeError, writeOk } from "./protocol/end-packets.ts";
import { HEADER_BYTES, packet } from "./protocol/packet.ts";
import { isOk, type StateChange, stateBesidesTimestamp, withState } from "./protocol/session-state.ts";
import { readStatement, type Statement } from "./read-statement.ts";
import { unknownSchema } from "./schemas.ts";
import { sessionSettings } from "./session-settings.ts";
import type { StartedSession } from "./session-start.ts";
import { SessionTime } from "./session-time.ts";
import { hopOf, outcomeOf, outcomeOfError } from "./statement-hops.ts";
import { switchUser } from "./switch-user.ts";
import { Transaction } from "./transaction.ts";
import { replacesAnswer, wireFault } from "./wire-fault.ts";

/** A client that sends ahead of its answers is stopped when so much of it waits. */
const MOST_SENT_AHEAD_BYTES = 1 << 20;
const DEADLOCK = 1213;

const UNKNOWN_COMMAND: ErrorPacket = { number: 1047, sqlState: "08S01", message: "Unknown command" };
const OUT_OF_ORDER: ErrorPacket = { number: 1156, sqlState: "08S01", message: "Got packets out of order" };
/** As mysql2 words it. */
const LOST: Outcome = {
  outcome: "PROTOCOL_CONNECTION_LOST",
  error: "Connection lost: The server closed the connection.",
};
const GONE: Outcome = { outcome: "PROTOCOL_CONNECTION_LOST", error: "the client went away before the answer" };

/** A command whose answer is awaited. */
interface Issued extends Statement {
  readonly command: Command;
  readonly shape: AnswerShape;
  readonly hop: Hop;
  readonly event: OperationEvent;
  readonly fault: Fault | undefined;
}

/** One connection after its handshake: one command after the other, each a hop of the world. */
export class CommandPhase {
  /** Resolves when there is nothing left to do for this connection; its sockets may be destroyed then. */
  readonly ended: Promise<void>;
  readonly #session: StartedSession;
  readonly #parts: DoorParts;
  readonly #reader = new CommandReader();
  readonly #link: EngineLink;
  readonly #prepared = new PreparedStatements();
  readonly #time: SessionTime;
  readonly #transaction: Transaction;
  readonly #attributes: boolean;
  readonly #tracks: boolean;
  readonly #end: () => void;
  /** Changes of the session's state that the client has not heard of. */
  readonly #untold: StateChange[] = [];
  #issued: Issued | undefined;
  #busy = false;
  /** Somebody has gone; nothing is begun any more. */
  #over = false;
  #clientEnded = false;
  /** What happens to the rest of a command whose head was taken. */
  #body: "forward" | "discard" | undefined;
  #bodyEnded: (() => void) | undefined;
  readonly #onData = (piece: Buffer): void => this.#attempt(() => this.#take(piece));

  constructor(session: StartedSession, parts: DoorParts) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#end = resolve;
    this.#session = session;
    this.#parts = parts;
    this.#time = new SessionTime(parts.clock, parts.engine.flavour);
    this.#transaction = new Transaction(parts.rows);
    this.#attributes = has(session.capabilities, CAPABILITY.QUERY_ATTRIBUTES);
    this.#tracks = has(session.capabilities, CAPABILITY.SESSION_TRACK);
    this.#link = new EngineLink(session.engine, session.capabilities, {
      unasked: (bytes) => void this.#client.write(bytes),
      lost: () => this.#engineLost(),
      failed: (mistake) => this.#failed(mistake),
    });
    this.#configureSession();
    this.#client.on("data", this.#onData);
    this.#client.once("end", () => this.#attempt(() => this.#clientHungUp()));
    this.#client.once("close", () => this.#attempt(() => this.#clientHungUp()));
    if (session.early.length > 0) this.#onData(session.early);
  }

  /** Ends the connection from our side, with whatever is under way. */
  cut(): void {
    this.#clientEnded = true;
    this.#leave(LOST);
    this.#client.destroy();
  }

  get busy(): boolean {
    return this.#link.busy;
  }

  get #client(): StartedSession["client"] {
    return this.#session.client;
  }

  #take(piece: Buffer): void {
    this.#reader.push(piece);
    if (this.#body) this.#passBody();
    else if (!this.#busy) this.#advance();
    if (this.#busy && !this.#body && this.#reader.buffered > MOST_SENT_AHEAD_BYTES) this.#client.pause();
  }

  #advance(): void {
    while (!this.#busy && !this.#over) {
      const command = this.#reader.next();
      if (!command) break;
      this.#begin(command);
    }
    if (!this.#busy && this.#clientEnded) this.#leave(GONE);
  }

  #begin(command: Command): void {
    const code = command.head[0];
    const shape = answerShape(code);
    this.#busy = true;
    if (command.sequence !== 0) this.#refuse(command, OUT_OF_ORDER, "end");
    else if (code === COMMAND.QUIT) this.#leave(LOST);
    else if (shape === undefined) this.#refuse(command, UNKNOWN_COMMAND);
    else if (shape === "nothing") this.#passOn(command);
    else this.#issue(command, shape);
  }

  /** Commands that nobody answers are no hops. */
  #passOn(command: Command): void {
    if (command.head[0] === COMMAND.STMT_CLOSE) this.#prepared.close(command.head);
    else this.#prepared.sendAhead(command.head, command.payloadBytes);
    this.#session.engine.write(command.raw);
    this.#startBody("forward", () => this.#rest());
  }

  /** An error of the door's own that is no hop. */
  #refuse(command: Command, error: ErrorPacket, then?: "end"): void {
    this.#startBody("discard", () => {
      this.#answer(command, writeError(error));
      if (then) this.#leave(LOST);
      else this.#rest();
    });
  }

  #issue(command: Command, shape: AnswerShape): void {
    const { network, source, timeless } = this.#parts;
    const statement = readStatement(command, this.#prepared, this.#attributes);
    const hop = hopOf(statement.told, source, network);
    const event = network.begin(hop);
    const fault = network.faults.strike(hop);
    if (fault) event.fault = fault.name;
    const issued = { ...statement, command, shape, hop, event, fault };
    this.#issued = issued;
    const latencyMs = timeless ? 0 : network.latencyMs(hop);
    if (!fault && latencyMs === 0) this.#perform(issued);
    else this.#follow(this.#performLate(issued, latencyMs));
  }

  async #performLate(issued: Issued, latencyMs: number): Promise<void> {
    const { clock, enter, timeless } = this.#parts;
    const { fault, hop } = issued;
    const delayMs = fault?.delayMs ?? 0;
    const label = `mysql ${hop.operation}`;
    if (delayMs > 0 && timeless) {
      throw new Error(`the fault ${fault?.name} delays ${label}, but nothing lets the world's virtual time pass here`);
    }
    if (latencyMs + delayMs > 0) {
      await enter(label, async () => {
        if (latencyMs > 0) await clock.sleep(latencyMs, label);
        if (delayMs > 0) await clock.sleep(delayMs, `fault ${fault?.name}: ${label}`);
      });
    }
    if (this.#over) return;
    if (fault && replacesAnswer(fault)) await this.#replaceAnswer(issued, fault);
    else this.#perform(issued);
  }

  #perform(issued: Issued): void {
    const code = issued.command.head[0];
    const isSchema = code === COMMAND.INIT_DB;
    const unknown = isSchema && unknownSchema(issued.command.head.toString("utf8", 1), this.#parts.database);
    if (code === COMMAND.CHANGE_USER) this.#follow(this.#changeUser(issued));
    else if (unknown) this.#settle(issued, outcomeOfError(unknown), writeError(unknown));
    else this.#relay(issued);
  }

  #relay(issued: Issued): void {
    this.#send(issued, {
      pass: (bytes) => this.#toClient(bytes),
      ended: (summary, scanned) => this.#relayEnd(issued, summary, scanned),
    });
  }

  /** To the engine, at the world's time. */
  #send(issued: Issued, sink: AnswerSink): void {
    const { command, sql, prepared, textAt } = issued;
    const timing = sql === undefined ? {} : this.#time.before(sql, prepared);
    const carrying = timing.text !== undefined && command.complete ? Buffer.from(timing.text) : undefined;
    const raw = carrying ? packet(0, Buffer.concat([command.head.subarray(0, textAt), carrying])) : command.raw;
    const stamp =
      timing.stamp === undefined
        ? undefined
        : this.#link.ownQuery(timing.stamp, (summary, scanned) => this.#stamped(summary, scanned));
    this.#link.expect(issued.shape, sink);
    this.#session.engine.write(stamp ? Buffer.concat([stamp, raw]) : raw);
    this.#startBody("forward", () => {});
  }

  #stamped({ error }: AnswerSummary, { last }: Scanned): void {
    if (error) this.#time.stampFailed();
    else if (last && this.#tracks) this.#untold.push(...stateBesidesTimestamp(last.subarray(HEADER_BYTES)));
  }

  /** The last packet of an answer, with what a stamp's OK told in its place. */
  #tellState(scanned: Scanned): Scanned {
    const { pass, last, rest } = scanned;
    const payload = last?.subarray(HEADER_BYTES);
    if (this.#untold.length === 0 || !last || !payload || !isOk(payload)) return scanned;
    const told = packet(last[3] ?? 0, withState(payload, this.#untold.splice(0)));
    return { pass, last: told, whole: Buffer.concat([pass, told]), rest };
  }

  #relayEnd(issued: Issued, summary: AnswerSummary, scanned: Scanned): void {
    const outcome = outcomeOf(summary, issued.shape, this.#parts.network);
    const { whole, pass, last } = this.#tellState(scanned);
    if (!this.#note(issued, summary)) {
      this.#settleWith(issued, outcome, whole);
      return;
    }
    if (pass.length > 0) this.#toClient(pass);
    this.#follow(this.#recordRows(issued).then(() => this.#settleWith(issued, outcome, last ?? whole)));
  }

  /** What the door has to know of an answer; tells whether rows may have been committed. */
  #note(issued: Issued, summary: AnswerSummary): boolean {
    const { command, sql } = issued;
    const succeeded = summary.error === undefined;
    if (succeeded && summary.prepared) {
      this.#prepared.add(summary.prepared.id, command.head.toString("utf8", 1), summary.prepared.parameters);
    }
    if (succeeded && command.head[0] === COMMAND.STMT_RESET) this.#prepared.reset(command.head);
    if (succeeded && command.head[0] === COMMAND.RESET_CONNECTION) this.#startedAgain();
    if (sql === undefined) return false;
    if (succeeded) this.#time.succeeded(sql);
    return this.#transaction.answered(sql, command.complete, summary);
  }

  #startedAgain(): void {
    this.#prepared.clear();
    this.#time.reset();
    this.#transaction.lost();
    this.#configureSession();
  }

  #configureSession(): void {
    for (const sql of sessionSettings(this.#parts.engine))
      this.#session.engine.write(this.#link.ownQuery(sql, () => {}));
  }

  #recordRows({ sql = "", event }: Issued): Promise<void> {
    return this.#parts.rows.record(sql, event.sequence);
  }

  /** A fault's answer instead of the engine's, which may have acted or not. */
  async #replaceAnswer(issued: Issued, fault: Fault): Promise<void> {
    const wire = wireFault(fault);
    if (fault.after === "perform") await this.#performUnseen(issued);
    else await new Promise<void>((resolve) => this.#startBody("discard", resolve));
    const loses = wire.kind === "broken" || (wire.kind === "error" && wire.packet.number === DEADLOCK);
    if ((loses || endsTransaction(issued.hop.operation)) && this.#transaction.isOpen) {
      await this.#link.query("ROLLBACK");
      this.#transaction.lost();
    }
    if (this.#over) return;
    if (wire.kind === "broken") {
      this.#leave(wire.outcome);
      return;
    }
    const status = this.#transaction.isOpen ? 3 : 2;
    this.#settle(
      issued,
      wire.outcome,
      wire.kind === "error" ? writeError(wire.packet) : writeOk({ ...wire.packet, status }),
    );
  }

  async #performUnseen(issued: Issued): Promise<void> {
    const summary = await new Promise<AnswerSummary>((resolve) =>
      this.#send(issued, { pass: () => {}, ended: (answered) => resolve(answered) }),
    );
    if (this.#note(issued, summary)) await this.#recordRows(issued);
  }

  async #changeUser(issued: Issued): Promise<void> {
    const { client, engine, capabilities, challenge } = this.#session;
    const { database, engine: description } = this.#parts;
    this.#client.off("data", this.#onData);
    this.#link.suspend();
    const session = { capabilities, challenge, database, user: engineUser(description.address) };
    try {
      const switched = await switchUser(issued.command.head, { client, engine }, session);
      if ("refused" in switched) {
        this.#endRefused(issued, switched.refused);
        return;
      }
      this.#link.resume();
      this.#client.on("data", this.#onData);
      this.#reader.push(switched.early);
      this.#startedAgain();
      this.#settleWith(issued, { outcome: "ok" }, switched.answer);
    } catch (error) {
      if (!(error instanceof EngineLoginError) || !error.packet) throw error;
      this.#endRefused(issued, error.packet);
    }
  }

  /** MySQL ends the connection of who may not become another user. */
  #endRefused(issued: Issued, error: ErrorPacket): void {
    this.#answer(issued.command, writeError(error));
    this.#leave(outcomeOfError(error));
  }

  /** The hop ends with a payload of the door's own. */
  #settle(issued: Issued, outcome: Outcome, payload: Buffer): void {
    this.#settleWith(issued, outcome, packet(this.#reader.lastSequence + 1, payload));
  }

  /** The hop ends: first in the trace, then at the client, which may go on because of it. */
  #settleWith(issued: Issued, outcome: Outcome, bytes: Buffer): void {
    if (this.#issued !== issued) return;
    this.#issued = undefined;
    this.#parts.network.end(issued.event, outcome);
    this.#toClient(bytes);
    if (this.#body) this.#bodyEnded = () => this.#rest();
    else this.#rest();
  }

  #answer(_command: Command, payload: Buffer): void {
    this.#client.write(packet(this.#reader.lastSequence + 1, payload));
  }

  /** Ready for the next command. */
  #rest(): void {
    this.#busy = false;
    if (this.#client.isPaused()) this.#client.resume();
    // Not from within itself: many small commands at once would become a deep stack.
    if (this.#reader.buffered > 0 || this.#clientEnded) queueMicrotask(() => this.#attempt(() => this.#advance()));
  }

  #startBody(what: "forward" | "discard", ended: () => void): void {
    this.#body = what;
    this.#bodyEnded = ended;
    this.#passBody();
  }

  #passBody(): void {
    const bytes = this.#reader.takeBody();
    const { engine } = this.#session;
    if (bytes.length > 0 && this.#body === "forward" && !engine.write(bytes)) {
      this.#client.pause();
      engine.once("drain", () => this.#client.resume());
    } else if (this.#client.isPaused()) this.#client.resume();
    if (!this.#reader.bodyEnded) return;
    const ended = this.#bodyEnded;
    this.#body = undefined;
    this.#bodyEnded = undefined;
    ended?.();
  }

  #toClient(bytes: Buffer): void {
    if (this.#client.write(bytes)) return;
    const { engine } = this.#session;
    engine.pause();
    this.#client.once("drain", () => engine.resume());
  }

  #clientHungUp(): void {
    this.#clientEnded = true;
    if (!this.#busy) this.#advance();
    else if (!this.#over) this.#leave(GONE);
  }

  #engineLost(): void {
    if (this.#over) return;
    this.#leave(LOST);
  }

  /** Ends everything; a statement that is still at the engine is ended there, so that its locks go. */
  #leave(outcome: Outcome): void {
    if (this.#over) return;
    this.#over = true;
    this.#busy = true;
    this.#follow(this.#close(outcome).finally(this.#end));
  }

  async #close(outcome: Outcome): Promise<void> {
    const { engine, threadId } = this.#session;
    const issued = this.#issued;
    this.#issued = undefined;
    const { side, network } = this.#parts;
    if (this.#link.busy && !engine.destroyed) await side.kill(threadId);
    // What the client sent last, such as to close a statement, still goes out.
    engine.destroySoon();
    if (!engine.closed) await new Promise<void>((resolve) => void engine.once("close", () => resolve()));
    if (issued) {
      // It may have been faster than its end.
      if (issued.sql !== undefined) await this.#recordRows(issued);
      network.end(issued.event, outcome);
    }
    if (this.#client.destroyed) return;
    await new Promise<void>((resolve) => {
      this.#client.once("close", () => resolve());
      this.#client.end(() => resolve());
    });
  }

  #follow(work: Promise<void>): void {
    work.catch((mistake: unknown) => this.#failed(mistake));
  }

  #attempt(work: () => void): void {
    try {
      work();
    } catch (mistake) {
      this.#failed(mistake);
    }
  }

  #failed(mistake: unknown): void {
    this.#parts.report(mistake);
    this.#session.engine.destroy();
    this.#client.destroy();
    this.#leave(LOST);
  }
}
