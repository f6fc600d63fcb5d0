import type { Fault } from "../../network/faults.ts";
import type { Hop } from "../../network/hop.ts";
import type { Outcome } from "../../network/network.ts";
import type { OperationEvent } from "../../network/trace.ts";
import { endsTransaction } from "../statement-name.ts";
import { ClientLink } from "./client-link.ts";
import type { Command } from "./command-reader.ts";
import type { DoorParts } from "./door-parts.ts";
import { type AnswerSink, EngineLink } from "./engine-link.ts";
import { EngineLoginError, engineUser } from "./engine-login.ts";
import { ConnectionEndedError } from "./packet-channel.ts";
import { passTime } from "./pass-time.ts";
import { PreparedStatements } from "./prepared-statements.ts";
import type { AnswerSummary, Scanned } from "./protocol/answer-scanner.ts";
import { CAPABILITY, has } from "./protocol/capabilities.ts";
import { type AnswerShape, answerShape, COMMAND } from "./protocol/commands.ts";
import { type ErrorPacket, UNKNOWN_COMMAND, writeError, writeOk } from "./protocol/end-packets.ts";
import { packet } from "./protocol/packet.ts";
import { STATUS } from "./protocol/status.ts";
import { readStatement, type Statement } from "./read-statement.ts";
import { unknownSchema } from "./schemas.ts";
import { sessionSettings } from "./session-settings.ts";
import type { StartedSession } from "./session-start.ts";
import { SessionTime } from "./session-time.ts";
import { hopOf, outcomeOf, outcomeOfError } from "./statement-hops.ts";
import { switchUser } from "./switch-user.ts";
import { Transaction } from "./transaction.ts";
import { UntoldState } from "./untold-state.ts";
import { replacesAnswer, wireFault } from "./wire-fault.ts";

const DEADLOCK = 1213;

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
  readonly #client: ClientLink;
  readonly #engine: EngineLink;
  readonly #prepared = new PreparedStatements();
  readonly #time: SessionTime;
  readonly #transaction: Transaction;
  readonly #attributes: boolean;
  readonly #end: () => void;
  readonly #untold: UntoldState;
  #issued: Issued | undefined;
  /** Lets the world's clock go, which stands still while a statement is at the engine. */
  #letGo: () => void = () => {};
  #busy = false;
  /** Somebody has gone; nothing is begun any more. */
  #over = false;
  #clientEnded = false;

  constructor(session: StartedSession, parts: DoorParts) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#end = resolve;
    this.#session = session;
    this.#parts = parts;
    this.#time = new SessionTime(parts.clock, parts.engine.flavour, parts.tellsTime);
    this.#transaction = new Transaction(parts.rows);
    this.#attributes = has(session.capabilities, CAPABILITY.QUERY_ATTRIBUTES);
    this.#untold = new UntoldState(has(session.capabilities, CAPABILITY.SESSION_TRACK));
    const failed = (mistake: unknown): void => this.#failed(mistake);
    this.#engine = new EngineLink(session.engine, session.capabilities, {
      unasked: (bytes) => this.#client.write(bytes),
      lost: () => this.#leave(LOST),
      failed,
    });
    this.#client = new ClientLink(session.client, session.engine, {
      arrived: () => this.#advance(),
      hungUp: () => this.#clientHungUp(),
      failed,
    });
    this.#configureSession();
    this.#client.push(session.early);
  }

  /** Ends the connection from our side, with whatever is under way. */
  cut(): void {
    this.#clientEnded = true;
    this.#leave(LOST);
    this.#client.socket.destroy();
  }

  get busy(): boolean {
    return this.#engine.busy;
  }

  #advance(): void {
    while (!this.#busy && !this.#over) {
      const command = this.#client.next();
      if (!command) break;
      this.#begin(command);
    }
    if (!this.#busy && this.#clientEnded) this.#leave(GONE);
  }

  #begin(command: Command): void {
    const code = command.head[0];
    const shape = answerShape(code);
    this.#busy = true;
    if (command.sequence !== 0) this.#refuse(OUT_OF_ORDER, "end");
    else if (code === COMMAND.QUIT) this.#quit(command);
    else if (shape === undefined) this.#refuse(UNKNOWN_COMMAND);
    else if (shape === "nothing") this.#passOn(command);
    else this.#issue(command, shape);
  }

  #quit(command: Command): void {
    this.#engine.socket.write(command.raw);
    this.#leave(LOST);
  }

  /** Commands that nobody answers are no hops. */
  #passOn(command: Command): void {
    if (command.head[0] === COMMAND.STMT_CLOSE) this.#prepared.close(command.head);
    else this.#prepared.sendAhead(command.head, command.payloadBytes);
    this.#engine.socket.write(command.raw);
    this.#client.passBody("forward", () => this.#rest());
  }

  /** An error of the door's own that is no hop. */
  #refuse(error: ErrorPacket, then?: "end"): void {
    this.#client.passBody("discard", () => {
      this.#client.answer(writeError(error));
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
    const { fault, hop } = issued;
    await passTime(this.#parts, `mysql ${hop.operation}`, { latencyMs, fault });
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
      pass: (bytes) => this.#client.write(bytes),
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
        : this.#engine.ownQuery(timing.stamp, (summary, scanned) => this.#stamped(summary, scanned));
    const letGo = this.#parts.hold(`mysql ${issued.hop.operation}`);
    this.#letGo = letGo;
    this.#engine.expect(issued.shape, {
      pass: sink.pass,
      ended: (summary, scanned) => {
        letGo();
        sink.ended(summary, scanned);
      },
    });
    this.#engine.socket.write(stamp ? Buffer.concat([stamp, raw]) : raw);
    this.#client.passBody("forward", () => {});
  }

  #stamped({ error }: AnswerSummary, scanned: Scanned): void {
    if (error) this.#time.stampFailed();
    else this.#untold.keep(scanned);
  }

  #relayEnd(issued: Issued, summary: AnswerSummary, scanned: Scanned): void {
    const outcome = outcomeOf(summary, issued.shape, this.#parts.network);
    const { whole, pass, last } = this.#untold.tell(scanned);
    if (!this.#note(issued, summary)) {
      this.#settleWith(issued, outcome, whole);
      return;
    }
    if (pass.length > 0) this.#client.write(pass);
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
      this.#engine.socket.write(this.#engine.ownQuery(sql, () => {}));
  }

  #recordRows({ sql = "", event }: Issued): Promise<void> {
    return this.#parts.rows.record(sql, event.sequence);
  }

  /** A fault's answer instead of the engine's, which may have acted or not. */
  async #replaceAnswer(issued: Issued, fault: Fault): Promise<void> {
    const wire = wireFault(fault);
    if (fault.after === "perform") await this.#performUnseen(issued);
    else await new Promise<void>((resolve) => this.#client.passBody("discard", resolve));
    const loses = wire.kind === "broken" || (wire.kind === "error" && wire.packet.number === DEADLOCK);
    if ((loses || endsTransaction(issued.hop.operation)) && this.#transaction.isOpen) {
      await this.#engine.query("ROLLBACK");
      this.#transaction.lost();
    }
    if (this.#over) return;
    if (wire.kind === "broken") {
      this.#leave(wire.outcome);
      return;
    }
    const status = this.#transaction.isOpen ? STATUS.IN_TRANSACTION : 0;
    const payload = wire.kind === "error" ? writeError(wire.packet) : writeOk({ ...wire.packet, status });
    this.#settle(issued, wire.outcome, payload);
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
    this.#client.suspend();
    this.#engine.suspend();
    const session = { capabilities, challenge, database, user: engineUser(description.address) };
    try {
      const switched = await switchUser(issued.command.head, { client, engine }, session);
      if ("refused" in switched) {
        this.#endRefused(switched.refused);
        return;
      }
      this.#engine.resume();
      this.#client.resume(switched.early);
      this.#startedAgain();
      this.#settleWith(issued, { outcome: "ok" }, switched.answer);
    } catch (error) {
      if (!(error instanceof EngineLoginError) || !error.packet) throw error;
      this.#endRefused(error.packet);
    }
  }

  /** MySQL ends the connection of who may not become another user. */
  #endRefused(error: ErrorPacket): void {
    this.#client.answer(writeError(error));
    this.#leave(outcomeOfError(error));
  }

  /** The hop ends with a payload of the door's own. */
  #settle(issued: Issued, outcome: Outcome, payload: Buffer): void {
    this.#settleWith(issued, outcome, this.#client.answerPacket(payload));
  }

  /** The hop ends: first in the trace, then at the client, which may go on because of it. */
  #settleWith(issued: Issued, outcome: Outcome, bytes: Buffer): void {
    if (this.#issued !== issued) return;
    this.#issued = undefined;
    this.#parts.network.end(issued.event, outcome);
    this.#client.write(bytes);
    this.#client.afterBody(() => this.#rest());
  }

  /** Ready for the next command. */
  #rest(): void {
    this.#busy = false;
    this.#client.rest();
    // Not from within itself: many small commands at once would become a deep stack.
    if (this.#client.hasMore || this.#clientEnded) queueMicrotask(() => this.#attempt(() => this.#advance()));
  }

  #clientHungUp(): void {
    this.#clientEnded = true;
    if (!this.#busy) this.#advance();
    else if (!this.#over) this.#leave(GONE);
  }

  /** Ends everything; a statement that is still at the engine is ended there, so that its locks go. */
  #leave(outcome: Outcome): void {
    if (this.#over) return;
    this.#over = true;
    this.#busy = true;
    this.#follow(this.#close(outcome).finally(this.#end));
  }

  async #close(outcome: Outcome): Promise<void> {
    const { client, engine, threadId } = this.#session;
    const issued = this.#issued;
    this.#issued = undefined;
    const { side, network } = this.#parts;
    if (this.#engine.busy && !engine.destroyed) await side.kill(threadId);
    // What the client sent last, such as to close a statement, still goes out.
    engine.destroySoon();
    this.#letGo();
    if (!engine.closed) await new Promise<void>((resolve) => void engine.once("close", () => resolve()));
    if (issued) {
      // It may have been faster than its end.
      if (issued.sql !== undefined) await this.#recordRows(issued);
      network.end(issued.event, outcome);
    }
    if (client.destroyed) return;
    await new Promise<void>((resolve) => {
      client.once("close", () => resolve());
      client.end(() => resolve());
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
    // That one of the two has gone is told where it is noticed first.
    if (!(mistake instanceof ConnectionEndedError)) this.#parts.report(mistake);
    this.#engine.socket.destroy();
    this.#client.socket.destroy();
    this.#leave(LOST);
  }
}
