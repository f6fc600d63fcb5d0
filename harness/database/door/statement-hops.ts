import type { Hop } from "../../network/hop.ts";
import type { Network, Outcome } from "../../network/network.ts";
import { nameStatement } from "../statement-name.ts";
import { errorName } from "./error-names.ts";
import type { AnswerSummary } from "./protocol/answer-scanner.ts";
import type { ShownValue } from "./protocol/binary-values.ts";
import { COMMAND } from "./protocol/commands.ts";
import type { ErrorPacket } from "./protocol/end-packets.ts";

/** A command as the trace tells it. */
export interface Told {
  /** `UPDATE media_assets`, `COMMIT`; of a command without a statement its own name, `PING`. */
  readonly operation: string;
  readonly table: string;
  readonly sql?: string;
  /** Of a prepared statement. */
  readonly values?: readonly ShownValue[] | undefined;
}

/** Longer texts are cut in the trace. */
const LONGEST_TEXT = 64 * 1024;

/** Names of the commands that are no statement. */
const NAMES: Readonly<Record<number, string>> = {
  [COMMAND.CREATE_DB]: "CREATE DATABASE",
  [COMMAND.DROP_DB]: "DROP DATABASE",
  [COMMAND.REFRESH]: "REFRESH",
  [COMMAND.STATISTICS]: "STATISTICS",
  [COMMAND.PROCESS_INFO]: "PROCESS INFO",
  [COMMAND.PROCESS_KILL]: "KILL",
  [COMMAND.DEBUG]: "DEBUG",
  [COMMAND.PING]: "PING",
  [COMMAND.STMT_RESET]: "RESET STATEMENT",
  [COMMAND.SET_OPTION]: "SET OPTION",
  [COMMAND.STMT_FETCH]: "FETCH",
  [COMMAND.RESET_CONNECTION]: "RESET CONNECTION",
  [COMMAND.CHANGE_USER]: "CHANGE USER",
};

/** A command of a number that is neither a statement nor names a table. */
export function tellCommand(command: number | undefined): Told {
  return { operation: NAMES[command ?? 0] ?? `COMMAND ${command}`, table: "" };
}

export function tellStatement(sql: string, values?: readonly ShownValue[]): Told {
  return { ...nameStatement(sql.slice(0, LONGEST_TEXT)), sql, values };
}

/** To prepare is no statement yet: faults aimed at one strike its execution. */
export function tellPrepare(sql: string): Told {
  return { operation: "PREPARE", table: nameStatement(sql.slice(0, LONGEST_TEXT)).table, sql };
}

export function hopOf(told: Told, source: string, network: Network): Hop {
  const { operation, table, sql, values } = told;
  const hop = { source, target: "mysql", operation, resource: table };
  if (sql === undefined) return hop;
  const text = sql.length > LONGEST_TEXT ? `${sql.slice(0, LONGEST_TEXT)} … ${sql.length} characters` : sql;
  return { ...hop, request: network.trace.keep(Buffer.from(JSON.stringify({ sql: text, values }))) };
}

/** `3 rows`, `1 affected`, `ER_DUP_ENTRY`, `ok`; several statements in one packet one after the other. */
export function outcomeOf(answer: AnswerSummary, shape: string, network: Network): Outcome {
  if (answer.error) return outcomeOfError(answer.error);
  if (shape !== "results" && shape !== "rows") return { outcome: "ok" };
  const { results, resultCount } = answer;
  const told = results.map((each) => ("rows" in each ? `${each.rows} rows` : `${each.changed.affectedRows} affected`));
  if (resultCount > results.length) told.push(`${resultCount - results.length} more`);
  const [only] = results;
  if (results.length !== 1 || !only || "rows" in only) return { outcome: told.join(", ") };
  const { affectedRows, insertId } = only.changed;
  const response = network.trace.keep(Buffer.from(JSON.stringify({ affectedRows, insertId })));
  return { outcome: told.join(", "), response };
}

export function outcomeOfError({ number, message }: ErrorPacket): Outcome {
  return { outcome: errorName(number), error: message };
}
