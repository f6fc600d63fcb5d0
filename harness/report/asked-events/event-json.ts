import type { RecordedBody } from "../../scenario/record/format.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import type { RecordedEvent } from "../kept-runs/recorded-event.ts";

/** Events as JSON lines, each with its scenario; with bodies in the place of references to them. */
export function eventJsonLines(
  { key, bodies }: KeptScenario,
  asked: readonly RecordedEvent[],
  withBodies: boolean,
): string[] {
  const bySha256 = new Map(bodies.map((body) => [body.sha256, body]));
  const whole = (reference: { sha256: string } | undefined): RecordedBody | { sha256: string } | undefined =>
    reference && (bySha256.get(reference.sha256) ?? reference);
  return asked.map((event) => {
    const resolved =
      withBodies && event.kind === "operation"
        ? { ...event, request: whole(event.request), response: whole(event.response) }
        : event;
    return JSON.stringify({ scenario: key, ...resolved });
  });
}
