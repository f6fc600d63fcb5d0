import type { SqlValue } from "../../server/ports.ts";
import type { Clock } from "../clock/clock.ts";
import type { Fault } from "../network/faults.ts";
import type { Hop } from "../network/hop.ts";
import type { Network, Outcome } from "../network/network.ts";
import type { OperationEvent } from "../network/trace.ts";
import type { EnvironmentError } from "../support/environment-error.ts";
import { machineFailure } from "../support/machine-failure.ts";
import { errorCode } from "./session.ts";
import {
  isHeader,
  losesTransaction,
  type SentStatement,
  type Settlement,
  type SqlConnection,
} from "./sql-connection.ts";
import { endsTransaction, nameStatement } from "./statement-name.ts";
import { type Effects, NO_EFFECTS, type StatementRoom } from "./statement-room.ts";
import { sqlTimestamp } from "./virtual-instant.ts";

/** The database works on one statement after the other, in the order in which the world issued them. */
export const DATABASE_CHAIN = { chain: "mysql" } as const;

/**
 * The virtual half of a world's pool: every statement is one operation of the world. It is issued at one virtual
 * instant, which NOW() tells, and its answer is delivered a modelled latency later.
 */
export class StatementDelivery {
  readonly #clock: Clock;
  readonly #network: Network;
  readonly #room: StatementRoom;
  readonly #lockWaitTimeoutMs: number;
  #machineFailure: EnvironmentError | undefined;

  constructor(parts: { clock: Clock; network: Network; room: StatementRoom; lockWaitTimeoutMs: number }) {
    this.#clock = parts.clock;
    this.#network = parts.network;
    this.#room = parts.room;
    this.#lockWaitTimeoutMs = parts.lockWaitTimeoutMs;
  }

  /** The first error of a statement that this machine is to blame for, such as a full disk. */
  get machineFailure(): EnvironmentError | undefined {
    return this.#machineFailure;
  }

  /** Rows or header and fields, as mysql2 gives them; throws MySQL's errors as mysql2 does. */
  async perform(
    connection: SqlConnection,
    sql: string,
    values: readonly SqlValue[] | undefined,
  ): Promise<[unknown, unknown]> {
    const name = nameStatement(sql);
    const { trace } = this.#network;
    const request = trace.keep(Buffer.from(JSON.stringify({ sql, values }, textOfBigInt)));
    const hop: Hop = { source: "server", target: "mysql", operation: name.operation, resource: name.table, request };
    const event = this.#network.begin(hop);
    const fault = this.#network.faults.strike(hop);
    if (fault) event.fault = fault.name;
    let settlement: Settlement;
    try {
      settlement = await this.#settle(connection, { sql, values, hop, event, fault });
    } catch (error) {
      settlement = { error };
    }
    this.#network.end(event, this.#outcome(settlement));
    if ("error" in settlement) {
      if (!fault) this.#machineFailure ??= machineFailure(settlement.error);
      throw settlement.error;
    }
    return settlement.answer;
  }

  async #settle(connection: SqlConnection, statement: IssuedStatement): Promise<Settlement> {
    const { fault, hop } = statement;
    if (fault?.delayMs) await this.#clock.sleep(fault.delayMs, `fault ${fault.name}: ${labelOf(hop)}`);
    const replaced = fault && (fault.error !== undefined || fault.result !== undefined);
    if (!replaced) return this.#send(connection, statement);
    const performed = fault.after === "perform";
    if (performed) await this.#send(connection, statement);
    const settlement: Settlement =
      fault.error === undefined ? { answer: [fault.result?.(), undefined] } : { error: fault.error() };
    const lost =
      "error" in settlement && (losesTransaction(settlement.error) || endsTransaction(statement.hop.operation));
    // The error travels like any other answer; if it rolls back the transaction, it does so here.
    await this.#run(statement, performed ? 0 : this.#network.latencyMs(hop), async () =>
      lost && connection.inTransaction ? this.#room.rollback(connection) : NO_EFFECTS,
    );
    return settlement;
  }

  async #send(connection: SqlConnection, issued: IssuedStatement): Promise<Settlement> {
    const { sql, values, hop } = issued;
    const issuedAt = this.#clock.now();
    const timestamp = sqlTimestamp(issuedAt);
    const latencyMs = this.#network.latencyMs(hop);
    const statement = values === undefined ? { sql, timestamp } : { sql, values, timestamp };
    const { sent } = await this.#run(issued, latencyMs, () => this.#room.send(connection, statement));
    if (!sent.settlement) {
      const freed = await this.#waitForLock(sent, issuedAt + this.#lockWaitTimeoutMs - this.#clock.now(), hop);
      await (freed
        ? this.#run(issued, latencyMs, () => this.#room.finish(connection, sent))
        : this.#run(issued, 0, () => this.#room.giveUp(connection, sent)));
    }
    if (!sent.settlement) throw new Error(`${labelOf(hop)}: the wait for its lock ended without an answer`);
    return sent.settlement;
  }

  /** Until the delivery that freed the lock (true), or until MySQL's innodb_lock_wait_timeout has passed (false). */
  async #waitForLock(sent: SentStatement, leftMs: number, hop: Hop): Promise<boolean> {
    const timedOut = Promise.withResolvers<boolean>();
    const timer = this.#clock.timer(`lock wait of ${labelOf(hop)}`, Math.max(0, leftMs), () => timedOut.resolve(false));
    try {
      return await Promise.race([sent.freed.promise.then(() => true), timedOut.promise]);
    } finally {
      timer.cancel();
    }
  }

  /** One piece of real work. At its delivery its row changes are recorded and the statements that it freed continue. */
  async #run<E extends Effects>(
    { hop, event }: IssuedStatement,
    latencyMs: number,
    work: () => Promise<E>,
  ): Promise<E> {
    const effects = await this.#clock.run(labelOf(hop), latencyMs, work, DATABASE_CHAIN);
    for (const change of effects.changes) this.#network.trace.record({ kind: "row", ...change }, event.sequence);
    for (const sent of effects.freed) sent.freed.resolve();
    return effects;
  }

  #outcome(settlement: Settlement): Outcome {
    if ("error" in settlement) {
      const { error } = settlement;
      const message = error instanceof Error ? error.message : String(error);
      return { outcome: errorCode(error) ?? (error instanceof Error ? error.name : "error"), error: message };
    }
    const [result] = settlement.answer;
    if (isHeader(result)) {
      const { affectedRows, insertId } = result;
      return { outcome: `${affectedRows} affected`, response: this.#keep({ affectedRows, insertId }) };
    }
    return { outcome: `${Array.isArray(result) ? result.length : 0} rows`, response: this.#keep(result) };
  }

  #keep(value: unknown): Outcome["response"] & {} {
    return this.#network.trace.keep(Buffer.from(JSON.stringify(value, textOfBigInt) ?? ""));
  }
}

interface IssuedStatement {
  readonly sql: string;
  readonly values: readonly SqlValue[] | undefined;
  readonly hop: Hop;
  readonly event: OperationEvent;
  readonly fault: Fault | undefined;
}

function labelOf(hop: Hop): string {
  return `mysql ${hop.operation}`;
}

function textOfBigInt(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
