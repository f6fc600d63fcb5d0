import type { EventDetails, HistoryEvent } from "../execution/history.ts";
import { MAXIMUM_LOGGED_BYTES } from "../limits.ts";

/** Members that hold data of the execution, each with its `…Details`. */
const EXECUTION_DATA = ["input", "output", "parameters", "assignedVariables"];
const WITHOUT_DATA: ReadonlySet<string> = new Set(EXECUTION_DATA.flatMap((member) => [member, `${member}Details`]));

/** One log event's text: ids and counts are texts, the order of members is AWS's. */
export function logMessage(
  event: HistoryEvent,
  execution: { readonly arn: string; readonly redriveCount: number },
  includeExecutionData: boolean,
): string {
  const details = event.details ?? {};
  return JSON.stringify({
    details: includeExecutionData ? cutLongData(details) : withoutData(details),
    redrive_count: String(execution.redriveCount),
    id: String(event.id),
    type: event.type,
    previous_event_id: String(event.previousEventId),
    event_timestamp: String(event.at),
    execution_arn: execution.arn,
  });
}

/** Recorded: error and cause stay (test_base[raise_failure.json5_ALL_False]). */
function withoutData(details: EventDetails): EventDetails {
  return Object.fromEntries(Object.entries(details).filter(([member]) => !WITHOUT_DATA.has(member)));
}

function cutLongData(details: EventDetails): EventDetails {
  let cut: Record<string, unknown> | undefined;
  for (const member of EXECUTION_DATA) {
    const text = details[member];
    if (typeof text !== "string" || escapedBytes(text) <= MAXIMUM_LOGGED_BYTES) continue;
    cut ??= { ...details };
    cut[member] = cutEscaped(text);
    cut[`${member}Details`] = { truncated: true };
  }
  return cut ?? details;
}

function escapedBytes(text: string): number {
  // Escaping makes a character at most six bytes long, so most texts need not be measured.
  return text.length * 6 <= MAXIMUM_LOGGED_BYTES ? 0 : Buffer.byteLength(JSON.stringify(text));
}

/** The longest beginning that fits, by halving. */
function cutEscaped(text: string): string {
  let fits = 0;
  let tooLong = text.length;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (escapedBytes(text.slice(0, middle)) <= MAXIMUM_LOGGED_BYTES) fits = middle;
    else tooLong = middle;
  }
  return text.slice(0, fits);
}
