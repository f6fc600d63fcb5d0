import type { ComparedRun } from "../../network/divergence/event-difference.ts";
import type { TraceEvent } from "../../network/trace.ts";
import type { RecordedBody } from "../../scenario/record/format.ts";
import type { KeptScenario } from "./read-scenario.ts";
import type { RecordedEvent } from "./recorded-event.ts";

/** A recorded event as events are read everywhere else; the machine's time is not kept. */
export function asTraceEvent(event: RecordedEvent): TraceEvent {
  // Zod says `undefined` where it means "absent".
  return { ...event, wallMs: 0 } as TraceEvent;
}

/** A kept scenario for comparison. Bytes that are not kept are compared by their facts. */
export function comparedRun({ events, bodies }: Pick<KeptScenario, "events" | "bodies">): ComparedRun {
  const bySha256 = new Map(bodies.map((body) => [body.sha256, body]));
  return {
    events: events.map(asTraceEvent),
    body: (reference) => {
      const body = reference && bySha256.get(reference.sha256);
      return body && Buffer.from(body.kind === "text" ? body.text : JSON.stringify(factsOf(body)));
    },
  };
}

/** A ZIP is what is in it: its bytes hold the time at which it was made. */
function factsOf({ sha256, ...body }: Exclude<RecordedBody, { kind: "text" }>): object {
  if (body.kind === "zip") return { kind: body.kind, entries: body.entries, more: body.more };
  // Not as hexadecimal digits, which are taken for ids.
  return { ...body, content: `sha256:${Buffer.from(sha256, "hex").toString("base64url")}` };
}
