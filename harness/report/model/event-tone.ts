import type { RecordedEvent } from "../kept-runs/recorded-event.ts";

/** Outcomes of operations that are nothing special: `ok`, statuses below 400, counts of rows. */
const ORDINARY = /^(?:ok|[123]\d\d|\d+ (?:rows?|affected))$/;

/** How an event stands out: it failed, or a fault of the story struck it. */
export function toneOf(event: RecordedEvent): "failed" | "fault" | undefined {
  switch (event.kind) {
    case "operation":
      if (event.outcome !== undefined && !ORDINARY.test(event.outcome)) return "failed";
      return event.fault === undefined ? undefined : "fault";
    case "state":
      return /Failed|TimedOut|Aborted/.test(event.type) ? "failed" : undefined;
    case "log":
      return event.level === "ERROR" || event.level === "FATAL" ? "failed" : undefined;
    default:
      return undefined;
  }
}
