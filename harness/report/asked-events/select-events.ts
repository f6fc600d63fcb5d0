import { describeEvent } from "../../network/describe-event.ts";
import { UsageError } from "../../support/usage-error.ts";
import { asTraceEvent } from "../kept-runs/compared-run.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import type { RecordedEvent } from "../kept-runs/recorded-event.ts";
import { type Part, partsOf } from "../model/lanes.ts";

/** Which events are asked for; all conditions together. */
export interface AskedEvents {
  /** Found in an event, its request or its answer. */
  readonly grep?: RegExp;
  /** Names of parts: `server`, `s3`, `validate`, `database`, `callback` … One of them is enough. */
  readonly services: readonly string[];
  /** Only the event of this number and what led to it; `failure` is the event that explains a red scenario. */
  readonly causeOf?: number | "failure";
}

/**
 * The events of a scenario that are asked for, in their order.
 *
 * @throws UsageError when there is no event of that number.
 */
export function selectEvents(kept: KeptScenario, { grep, services, causeOf }: AskedEvents): RecordedEvent[] {
  const parts = partsOf(kept.events);
  const chain = causeOf === undefined ? undefined : causesOf(kept, causeOf);
  const texts = new Map(
    kept.bodies.map((body) => [body.sha256, body.kind === "text" ? body.text : JSON.stringify(body)]),
  );
  const matches = (event: RecordedEvent): boolean => {
    if (grep === undefined) return true;
    if (grep.test(describeEvent(asTraceEvent(event)))) return true;
    if (event.kind !== "operation") return false;
    return [event.request, event.response].some(
      (body) => body !== undefined && grep.test(texts.get(body.sha256) ?? ""),
    );
  };
  return kept.events.filter(
    (event, index) =>
      (chain === undefined || chain.has(event.sequence)) &&
      (services.length === 0 || services.some((name) => isOf(event, parts[index], name))) &&
      matches(event),
  );
}

/** Sequences of the event and its causes. */
function causesOf({ key, events, result }: KeptScenario, wanted: number | "failure"): ReadonlySet<number> {
  const sequence = wanted === "failure" ? result?.failure?.divergence?.sequence : wanted;
  if (sequence === undefined) throw new UsageError(`${key} names no event that explains a failure: --cause-of N.`);
  const causes = new Map(events.map((event) => [event.sequence, event.cause]));
  if (!causes.has(sequence)) {
    throw new UsageError(`${key} has no event ${sequence}: its ${events.length} events go up to ${lastOf(events)}.`);
  }
  const chain = new Set<number>();
  // Not twice, whatever a damaged file says.
  for (let at = sequence; causes.has(at) && !chain.has(at); at = causes.get(at) ?? 0) chain.add(at);
  return chain;
}

function lastOf(events: readonly RecordedEvent[]): number {
  return events.reduce((last, { sequence }) => Math.max(last, sequence), 0);
}

function isOf(event: RecordedEvent, part: Part | undefined, name: string): boolean {
  return namesOf(event, part).some((own) => own.toLowerCase() === name.toLowerCase());
}

/** `listing-media-validate-staging` is also found as `validate`. */
function namesOf(event: RecordedEvent, part: Part | undefined): string[] {
  const full = [
    ...(event.kind === "row" ? ["mysql"] : [event.source]),
    ...(event.kind === "operation" ? [event.target] : []),
    ...(part ? [part.name, part.kind] : []),
  ];
  return full.flatMap((name) => [name, ...(name.includes("-") ? name.split("-") : [])]);
}

/** Full names of the parts of a scenario. */
export function partNames({ events }: KeptScenario): string[] {
  const names = events.flatMap((event) =>
    event.kind === "row" ? ["mysql"] : event.kind === "operation" ? [event.source, event.target] : [event.source],
  );
  return [...new Set(names)].sort();
}
