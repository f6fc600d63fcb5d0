import type { Fault } from "../../network/faults.ts";
import type { Outcome } from "../../network/network.ts";
import { errorCode, errorNumber } from "../session.ts";
import { isHeader } from "../sql-connection.ts";
import { errorName, errorNumberOf } from "./error-names.ts";
import type { ErrorPacket, OkPacket } from "./protocol/end-packets.ts";

/** What a client sees in place of its answer. */
export type WireFault =
  /** The connection breaks. */
  | { readonly kind: "broken"; readonly outcome: Outcome }
  | { readonly kind: "error"; readonly packet: ErrorPacket; readonly outcome: Outcome }
  | { readonly kind: "ok"; readonly packet: Pick<OkPacket, "affectedRows" | "insertId">; readonly outcome: Outcome };

const UNKNOWN_ERROR = 1105;
/** Errors of a driver that mean that there is no connection any more, whatever else they say. */
const BROKEN = new Set([
  "PROTOCOL_CONNECTION_LOST",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
]);

/** Whether the fault replaces the answer; otherwise it only delays it. */
export function replacesAnswer(fault: Fault): boolean {
  return fault.error !== undefined || fault.result !== undefined;
}

/**
 * The fault on the wire, worded as the replica's pool words it. Throws when it has a result that is not the header of a change:
 * rows of the story's own have no types to be sent with.
 */
export function wireFault(fault: Fault): WireFault {
  if (fault.error !== undefined) return wireError(fault.error());
  const result = fault.result?.();
  if (!isHeader(result)) {
    throw new Error(
      `the fault ${fault.name} replaces an SQL answer by something that cannot be sent: ` +
        "give affectedRows, insertId and serverStatus, or an error",
    );
  }
  const { affectedRows, insertId } = result;
  return { kind: "ok", packet: { affectedRows, insertId }, outcome: { outcome: `${affectedRows} affected` } };
}

function wireError(error: unknown): WireFault {
  const message = error instanceof Error ? error.message : String(error);
  const code = errorCode(error);
  const number = errorNumber(error) ?? (code === undefined ? undefined : errorNumberOf(code));
  const fatal = error instanceof Error && "fatal" in error && error.fatal === true;
  const outcome = { outcome: code ?? (error instanceof Error ? error.name : "error"), error: message };
  if (fatal || (code !== undefined && BROKEN.has(code))) return { kind: "broken", outcome };
  const known = number !== undefined && number > 0 && number < 0x10000;
  const packet = { number: known ? number : UNKNOWN_ERROR, sqlState: sqlStateOf(error, number), message };
  return {
    kind: "error",
    packet,
    outcome: code === undefined && known ? { ...outcome, outcome: errorName(number) } : outcome,
  };
}

const STATES: Readonly<Record<number, string>> = {
  1062: "23000",
  1213: "40001",
  1040: "08004",
  1452: "23000",
  1451: "23000",
};

function sqlStateOf(error: unknown, number: number | undefined): string {
  const given = error instanceof Error && "sqlState" in error ? error.sqlState : undefined;
  if (typeof given === "string" && /^[0-9A-Z]{5}$/.test(given)) return given;
  return STATES[number ?? 0] ?? "HY000";
}
