import { FUNCTIONS } from "../../../../system/infrastructure.ts";
import type { LogEvent, OperationEvent, TraceEvent } from "../../../network/trace.ts";
import { type Fact, type FactOf, factsOf } from "../../../scenario/facts/fact.ts";
import { jsonOrText } from "../../../scenario/facts/normal-form.ts";
import { SERVER_REQUESTS } from "../../../world/names/server-requests.ts";
import type { StreamName } from "../../../world/names/stream-names.ts";
import { CALLBACK_PATH, type World } from "../../../world/world.ts";
import type { Plan } from "../inference/plan.ts";
import type { Adjustment, Fit } from "../playing/adjustment.ts";
import { type LoggedRequest, loggedRequests } from "./logged-requests.ts";

/** A world that was played, and where each step went on by itself (index into the trace). */
export interface Played {
  readonly events: readonly TraceEvent[];
  readonly marks: readonly number[];
  readonly bodyOf: (event: OperationEvent) => string;
}

export function playedOf(world: World, marks: readonly number[]): Played {
  return {
    events: [...world.trace.events],
    marks: [...marks],
    bodyOf: ({ request }) => world.trace.body(request)?.toString() ?? "",
  };
}

interface SeenRequest {
  readonly event: OperationEvent;
  readonly step: number;
  readonly path: string;
  readonly body: Json;
  /** The lines of the evidence that tell of it. */
  readonly logged?: LoggedRequest;
}

type Json = Readonly<Record<string, unknown>>;

/** What makes the ids, orders and instants of a world those of the facts, as far as they tell. `played` is the world without. */
export function fitIds(plan: Plan, facts: readonly Fact[], played: Played): Fit {
  const requests = seenRequests(facts, played);
  const orders = resultOrders(plan, facts, requests);
  const steps = plan.steps.map((_, step) => {
    const own = requests.filter((one) => one.step === step);
    return {
      before: ofPerson(
        plan,
        facts,
        own.find(({ path }) => path !== CALLBACK_PATH),
      ),
      during: ofCallbacks(
        facts,
        own.filter(({ path }) => path === CALLBACK_PATH),
      ),
    };
  });
  return {
    atStart: orders.length === 0 ? [] : [{ kind: "draw", stream: FUNCTIONS.consolidate, values: orders }],
    steps,
  };
}

function seenRequests(facts: readonly Fact[], { events, marks, bodyOf }: Played): readonly SeenRequest[] {
  const left = [...loggedRequests(facts)];
  return events.flatMap((event, index): SeenRequest[] => {
    if (event.kind !== "operation" || event.target !== "server" || event.operation.includes("/auth/")) return [];
    const path = event.operation.split(" ")[1] ?? "";
    // A person asks before the step's mark; what the step has started calls back behind it.
    const passed = marks.filter((mark) => mark <= index).length;
    const step = path === CALLBACK_PATH ? passed - 1 : passed;
    const read = jsonOrText(bodyOf(event));
    const body = (typeof read === "object" && read !== null ? read : {}) as Json;
    const logged = left.find((one) => one.path === path && (one.job === undefined || one.job === Number(body.jobId)));
    if (logged) left.splice(left.indexOf(logged), 1);
    return [{ event, step, path, body, ...(logged && { logged }) }];
  });
}

function ofPerson(plan: Plan, facts: readonly Fact[], request: SeenRequest | undefined): readonly Adjustment[] {
  if (!request) return [];
  const { logged } = request;
  // The callbacks of the job that the request makes carry its trace.
  const job = plan.steps[request.step]?.job;
  const carried = callbackBodies(facts).find(
    ({ jobId, traceparent }) => Number(jobId) === job && traceparent !== undefined,
  );
  const [, traceId, spanId] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-/.exec(String(carried?.traceparent)) ?? [];
  const operation = SERVER_REQUESTS.find((one) => one === request.event.operation);
  return [
    ...pin("server/request-id", logged?.requestId),
    ...pin("server/trace-id", logged?.traceId ?? traceId),
    ...pin("server/span-id", logged?.spanId),
    ...pin("server/child-span-id", spanId),
    ...(logged?.at === undefined || operation === undefined
      ? []
      : [{ kind: "arrive" as const, operation, instants: [toMillisecond(logged.at)] }]),
  ];
}

function ofCallbacks(facts: readonly Fact[], callbacks: readonly SeenRequest[]): readonly Adjustment[] {
  const ends = new Map(
    factsOf(facts, "row").flatMap(({ table, columns }) =>
      table === "media_processing_jobs" && typeof columns.completed_at === "string"
        ? [[Number(columns.id), `${columns.completed_at.slice(0, 19).replace(" ", "T")}.000Z`] as const]
        : [],
    ),
  );
  const last = new Map(callbacks.map((one) => [Number(one.body.jobId), one]));
  const instants = callbacks.map((one) => {
    if (one.logged?.at !== undefined) return toMillisecond(one.logged.at);
    const end = last.get(Number(one.body.jobId)) === one ? ends.get(Number(one.body.jobId)) : undefined;
    return end ?? undefined;
  });
  return [
    ...prefix(
      "server/request-id",
      callbacks.map(({ logged }) => logged?.requestId),
    ),
    ...prefix(
      "server/trace-id",
      callbacks.map(({ logged }) => logged?.traceId),
    ),
    ...prefix(
      "server/span-id",
      callbacks.map(({ logged }) => logged?.spanId),
    ),
    ...arrivals(callbacks, instants),
  ];
}

/** Up to the last that is known; those before it keep their own times. */
function arrivals(callbacks: readonly SeenRequest[], instants: readonly (string | undefined)[]): readonly Adjustment[] {
  const known = instants.findLastIndex((instant) => instant !== undefined);
  if (known < 0) return [];
  const all = instants.slice(0, known + 1).map((instant, index) => {
    const at = callbacks[index]?.event.at ?? 0;
    return instant === undefined || Date.parse(instant) < at ? new Date(at + USUAL_LATENCY_MS).toISOString() : instant;
  });
  return [{ kind: "arrive", operation: `POST ${CALLBACK_PATH}`, instants: all }];
}

const USUAL_LATENCY_MS = 5;

function pin(stream: StreamName, value: string | undefined): readonly Adjustment[] {
  return value === undefined ? [] : [{ kind: "pin", stream, values: [value] }];
}

/** Pins are taken in order, so only those before the first unknown one can be given. */
function prefix(stream: StreamName, values: readonly (string | undefined)[]): readonly Adjustment[] {
  const unknown = values.indexOf(undefined);
  const known = values.slice(0, unknown < 0 ? values.length : unknown).filter((one) => one !== undefined);
  return known.length === 0 ? [] : [{ kind: "pin", stream, values: known }];
}

function callbackBodies(facts: readonly Fact[]): readonly Json[] {
  return facts.flatMap((fact) => {
    const body =
      fact.kind === "callback" ? fact.body : fact.kind === "row" ? jsonOrText(fact.columns.callback_body) : undefined;
    return typeof body === "object" && body !== null ? [body as Json] : [];
  });
}

/**
 * Where the loop over Go's map began for each consolidation, in the order of the jobs (lambdas/consolidate/map-order.ts). The
 * order of the files is that of their rows.
 */
function resultOrders(plan: Plan, facts: readonly Fact[], requests: readonly SeenRequest[]): readonly number[] {
  const bodies = callbackBodies(facts);
  const jobs = [
    ...new Set(requests.filter(({ body }) => Array.isArray(body.outputs)).map(({ body }) => Number(body.jobId))),
  ];
  return jobs.map((job) => {
    const known = bodies.find((body) => Number(body.jobId) === job && Array.isArray(body.outputs));
    const [first] = (known?.outputs ?? []) as readonly { readonly rawKey?: string }[];
    const name = first?.rawKey?.split("/").at(-1);
    const index = plan.files.findIndex((file) => name?.endsWith(`-${file.name}`));
    return Math.max(0, index);
  });
}

/**
 * How long statements take between lines of one request's log. `played` is the world with ids and arrivals fitted; lines are
 * known again by the request's id.
 */
export function fitStatements(facts: readonly Fact[], played: Played, fit: Fit): Fit {
  const steps = fit.steps.map((step, index) => {
    const from = played.marks[index] ?? 0;
    const events = played.events.slice(from, nextPerson(played, index));
    const ms: number[] = [];
    let known = 0;
    for (const { requestId, lines } of loggedRequests(facts)) {
      const taken = betweenLines(events, requestId, lines);
      if (taken === undefined) continue;
      const before = events.slice(0, taken.begin).filter(isStatement);
      if (before.length < known) continue;
      ms.push(...before.slice(known).map(({ durationMs = 1 }) => durationMs), ...taken.ms);
      known = before.length + taken.ms.length;
    }
    if (ms.length === 0) return step;
    return { ...step, during: [...step.during, { kind: "statements" as const, ms }] };
  });
  return { ...fit, steps };
}

function nextPerson({ marks, events }: Played, step: number): number {
  return marks[step + 1] ?? events.length;
}

/** Undefined where the world's lines are not those of the evidence. */
function betweenLines(
  events: readonly TraceEvent[],
  requestId: string | undefined,
  lines: readonly FactOf<"log">[],
): { readonly begin: number; readonly ms: readonly number[] } | undefined {
  if (requestId === undefined) return undefined;
  const named = events.findIndex((event) => event.kind === "log" && requestOf(event) === requestId);
  if (named < 0) return undefined;
  let begin = named;
  while (begin > 0 && !isFirstLine(events[begin])) begin--;
  const ms: number[] = [];
  let at = begin;
  let last: number | undefined;
  for (const line of lines) {
    const found = events.findIndex(
      (event, index) =>
        index >= at && event.kind === "log" && event.source === "server" && event.message === line.message,
    );
    if (found < 0 || line.at === undefined) return undefined;
    const statements = events.slice(at, found).filter(isStatement).length;
    const now = Date.parse(line.at);
    ms.push(...split(last === undefined ? statements : now - last, statements));
    last = now;
    at = found + 1;
  }
  return { begin, ms };
}

const isFirstLine = (event: TraceEvent | undefined): boolean =>
  event?.kind === "log" && event.source === "server" && event.message === "Request received";

const requestOf = ({ fields }: LogEvent): unknown => fields.find(([name]) => name === "request_id")?.[1];

const isStatement = (event: TraceEvent): event is OperationEvent =>
  event.kind === "operation" && event.target === "mysql" && event.source === "server";

/** Whole milliseconds; the first take what is left over. */
function split(ms: number, parts: number): readonly number[] {
  if (parts === 0) return [];
  const each = Math.floor(ms / parts);
  return Array.from({ length: parts }, (_, index) => each + (index < ms - each * parts ? 1 : 0));
}

const toMillisecond = (time: string): string => new Date(time).toISOString();
