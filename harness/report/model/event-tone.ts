import { isFailed } from "../../network/divergence/outcomes.ts";
import type { RecordedEvent } from "../kept-runs/recorded-event.ts";

/** How an event stands out: it failed, or a fault of the story struck it. */
export function toneOf(event: RecordedEvent): "failed" | "fault" | undefined {
  switch (event.kind) {
    case "operation":
      if (isFailed(event.outcome)) return "failed";
      return event.fault === undefined ? undefined : "fault";
    case "state":
      return /Failed|TimedOut|Aborted/.test(event.type) ? "failed" : undefined;
    case "log":
      return event.level === "ERROR" || event.level === "FATAL" ? "failed" : undefined;
    default:
      return undefined;
  }
}
