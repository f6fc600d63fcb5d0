import type { RecordedEvent } from "../kept-runs/recorded-event.ts";
import { LANE_KINDS, type LaneKind } from "./report-model.ts";

/** The part in which an event happens. */
export interface Part {
  readonly kind: LaneKind;
  readonly name: string;
}

const SERVICES: Readonly<Record<string, Part>> = {
  server: { kind: "server", name: "server" },
  sqs: { kind: "queue", name: "queue" },
  "event-source-mapping": { kind: "queue", name: "queue" },
  s3: { kind: "s3", name: "S3" },
  mysql: { kind: "database", name: "database" },
};

const CALLBACK: Part = { kind: "callback", name: "callback" };
const DATABASE: Part = { kind: "database", name: "database" };

/** Names of the parts, read from what calls them: `lambda` invokes functions, and machines report their states. */
interface Names {
  readonly functions: ReadonlySet<string>;
  readonly machines: ReadonlySet<string>;
}

/**
 * Finds the part of each event. An operation happens at its callee; what services called `lambda` and `states` are asked
 * to start stands beside what is started.
 */
export function partsOf(events: readonly RecordedEvent[]): Part[] {
  const names = namesIn(events);
  return events.map((event) => partOf(event, names));
}

function namesIn(events: readonly RecordedEvent[]): Names {
  const functions = new Set<string>();
  const machines = new Set<string>();
  for (const event of events) {
    if (event.kind === "state") machines.add(event.source);
    if (event.kind === "operation" && event.source === "lambda") functions.add(event.target);
  }
  return { functions, machines };
}

function partOf(event: RecordedEvent, names: Names): Part {
  switch (event.kind) {
    case "operation":
      return calledPart(event, names);
    case "row":
      return DATABASE;
    default:
      return namedPart(event.source, names);
  }
}

function calledPart(
  { target, operation, resource }: Extract<RecordedEvent, { kind: "operation" }>,
  names: Names,
): Part {
  if (target === "server" && /callback/i.test(operation)) return CALLBACK;
  if (target === "lambda" || target === "states") {
    const started = lastOf(resource);
    if (names.functions.has(started) || names.machines.has(started)) return namedPart(started, names);
  }
  return namedPart(target, names);
}

/** The name at the end of an ARN. */
function lastOf(resource: string): string {
  return resource.startsWith("arn:") ? (resource.split(":").at(-1) ?? resource) : resource;
}

/** Who calls by themselves and is no known part is a person of the story. */
function namedPart(name: string, { functions, machines }: Names): Part {
  const service = Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined;
  if (service) return service;
  if (machines.has(name)) return { kind: "machine", name };
  if (functions.has(name)) return { kind: "lambda", name };
  return { kind: "other", name };
}

/** The person who made a call of the story: a source that nothing else calls and that writes no log. */
export function peopleIn(events: readonly RecordedEvent[]): ReadonlySet<string> {
  const parts = new Set(["states", "lambda", "harness", ...Object.keys(SERVICES)]);
  for (const event of events) {
    if (event.kind === "operation") parts.add(event.target);
    else if (event.kind !== "row") parts.add(event.source);
  }
  const callers = events.flatMap((event) =>
    event.kind === "operation" && event.cause === 0 && !parts.has(event.source) ? [event.source] : [],
  );
  return new Set(callers);
}

/** The parts in the order in which work flows through them; parts of a kind in the order of their first event. */
export function inOrder(parts: Iterable<Part>): Part[] {
  return [...parts].sort((one, other) => LANE_KINDS.indexOf(one.kind) - LANE_KINDS.indexOf(other.kind));
}
