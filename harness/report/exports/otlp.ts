import { createHash } from "node:crypto";
import { describeEvent } from "../../network/describe-event.ts";
import { asTraceEvent } from "../kept-runs/compared-run.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import type { RecordedEvent } from "../kept-runs/recorded-event.ts";
import { layOutTimeline } from "../model/spans.ts";
import { anyValues, type OtlpAttribute } from "./otlp-attributes.ts";
import { queueLinks } from "./queue-links.ts";

/**
 * ExportTraceServiceRequest of opentelemetry-proto 1.x in its JSON encoding (OTLP specification, "JSON Protobuf Encoding"):
 * ids in hexadecimal digits, 64-bit integers as decimal strings, enumerations as numbers, names in lowerCamelCase.
 */
export interface OtlpRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string };
      readonly spans: readonly OtlpSpan[];
    }[];
  }[];
}

export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpAttribute[];
  readonly events: readonly OtlpSpanEvent[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status?: { readonly code: number; readonly message?: string };
}

interface OtlpSpanEvent {
  readonly timeUnixNano: string;
  readonly name: string;
  readonly attributes: readonly OtlpAttribute[];
}

/** SpanKind of trace.proto. */
const KIND = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;
/** StatusCode of trace.proto. */
const STATUS_ERROR = 2;

/**
 * The scenarios of a run as spans in virtual time. A scenario is one trace, its root the story; what a queue handed over is a
 * trace of its own, linked with the span that sent it. Log lines, rows and notes are events of the span that led to them.
 */
export function otlpRequest(run: string, scenarios: readonly KeptScenario[]): OtlpRequest {
  const byService = new Map<string, OtlpSpan[]>();
  for (const kept of scenarios) {
    for (const [service, span] of spansOf(run, kept)) {
      const spans = byService.get(service);
      if (spans) spans.push(span);
      else byService.set(service, [span]);
    }
  }
  return {
    resourceSpans: [...byService].map(([service, spans]) => ({
      resource: { attributes: anyValues({ "service.name": service, "toq.run": run }) },
      scopeSpans: [{ scope: { name: "toq-media-harness" }, spans }],
    })),
  };
}

type Placed = readonly [service: string, span: OtlpSpan];

function spansOf(run: string, kept: KeptScenario): Placed[] {
  const { key, events, header, result } = kept;
  const { spans: places, startAt, endMs } = layOutTimeline(events, result?.virtualMs);
  const id = (text: string, digits: number): string => digest(`${run} ${key} ${text}`).slice(0, digits);
  const links = queueLinks(kept);
  const tree = spanTree(events, links);
  const traceIdOf = (sequence: number): string => id(`trace ${tree.traceOf(sequence)}`, 32);
  const told = tellings(events, tree);
  const failure = result?.failure;
  const story: OtlpSpan = {
    traceId: id("trace 0", 32),
    spanId: id("0", 16),
    name: key.toWellFormed(),
    kind: KIND.internal,
    startTimeUnixNano: nanoseconds(startAt),
    endTimeUnixNano: nanoseconds(startAt + endMs),
    attributes: anyValues({ "toq.scenario": key, "toq.title": header?.title, "toq.system": header?.system }),
    events: told.get(0) ?? [],
    links: [],
    ...(failure && { status: { code: STATUS_ERROR, message: failure.rule.toWellFormed() } }),
  };
  const others = events.flatMap((event, index): Placed[] => {
    const place = places[index];
    if (!place || !tree.isSpan(event.sequence)) return [];
    const parent = tree.parentOf(event.sequence);
    const { service, kind } = roleOf(event);
    const span: OtlpSpan = {
      traceId: traceIdOf(event.sequence),
      spanId: id(String(event.sequence), 16),
      ...(parent !== undefined && { parentSpanId: id(String(parent), 16) }),
      name: nameOf(event).toWellFormed(),
      kind,
      startTimeUnixNano: nanoseconds(event.at),
      endTimeUnixNano: nanoseconds(startAt + Math.max(place.toMs, place.fromMs)),
      attributes: attributesOf(event, key, place.open === true),
      events: told.get(event.sequence) ?? [],
      links: (links.get(event.sequence) ?? []).map((sender) => ({
        traceId: traceIdOf(sender),
        spanId: id(String(sender), 16),
      })),
      ...(place.tone === "failed" && {
        status: { code: STATUS_ERROR, message: describeEvent(asTraceEvent(event)).toWellFormed() },
      }),
    };
    return [[service, span]];
  });
  return [["story", story], ...others];
}

interface SpanTree {
  isSpan(sequence: number): boolean;
  /** 0 is the story; undefined: it begins a trace. */
  parentOf(sequence: number): number | undefined;
  /** The number of the event that began its trace; 0 is the story. */
  traceOf(sequence: number): number;
  /** The span that an event belongs to which is none itself. */
  spanOf(sequence: number): number;
}

function spanTree(events: readonly RecordedEvent[], links: ReadonlyMap<number, readonly number[]>): SpanTree {
  const parents = new Map<number, number | undefined>();
  const traces = new Map<number, number>();
  const holders = new Map<number, number>();
  /** By the sender: what first came out of the queue. */
  const received = new Map<number, number>();
  for (const event of events) {
    const { sequence, cause } = event;
    if (!isSpan(event)) {
      holders.set(sequence, holders.get(cause) ?? 0);
      continue;
    }
    holders.set(sequence, sequence);
    const above = holders.get(cause) ?? 0;
    const handedOver = event.kind === "operation" && event.source === "event-source-mapping";
    const first = handedOver ? received.get(cause) : undefined;
    if (first !== undefined) parents.set(sequence, first);
    else if (handedOver && links.has(sequence)) {
      received.set(cause, sequence);
      parents.set(sequence, undefined);
    } else parents.set(sequence, above);
    const parent = parents.get(sequence);
    traces.set(sequence, parent === undefined ? sequence : (traces.get(parent) ?? 0));
  }
  return {
    isSpan: (sequence) => parents.has(sequence),
    parentOf: (sequence) => parents.get(sequence),
    traceOf: (sequence) => traces.get(sequence) ?? 0,
    spanOf: (sequence) => holders.get(sequence) ?? 0,
  };
}

/** Operations, executions and states last; everything else happens within them. */
function isSpan(event: RecordedEvent): boolean {
  return event.kind === "operation" || (event.kind === "state" && /StateEntered$|^ExecutionStarted$/.test(event.type));
}

function tellings(events: readonly RecordedEvent[], tree: SpanTree): ReadonlyMap<number, readonly OtlpSpanEvent[]> {
  const told = new Map<number, OtlpSpanEvent[]>();
  for (const event of events) {
    if (event.kind === "operation" || event.kind === "state") continue;
    const span = tree.spanOf(event.sequence);
    const telling: OtlpSpanEvent = {
      timeUnixNano: nanoseconds(event.at),
      name: tellingName(event).toWellFormed(),
      attributes: anyValues({
        "toq.kind": event.kind,
        "toq.sequence": event.sequence,
        "toq.text": describeEvent(asTraceEvent(event)),
        ...fieldsOf(event),
      }),
    };
    const list = told.get(span);
    if (list) list.push(telling);
    else told.set(span, [telling]);
  }
  return told;
}

/** The same for every event of its sort, as viewers group by it ("Semantic conventions for events"); values are attributes. */
function tellingName(event: RecordedEvent): string {
  if (event.kind === "log") return `${event.source} log ${event.message}`;
  if (event.kind === "row") return `${event.change} ${event.table}`;
  return event.kind === "note" ? event.source : nameOf(event);
}

function fieldsOf(event: RecordedEvent): Record<string, unknown> {
  if (event.kind === "log") return { level: event.level, ...Object.fromEntries(event.fields) };
  if (event.kind === "row") return { table: event.table, key: event.key, change: event.change };
  return {};
}

/** Whose span it is, as instrumentation would tell: a service of AWS and the database have none of their own. */
function roleOf(event: RecordedEvent): { readonly service: string; readonly kind: number } {
  if (event.kind !== "operation")
    return { service: event.kind === "row" ? "mysql" : event.source, kind: KIND.internal };
  const { source, target, operation } = event;
  if (operation === "invocation") return { service: target, kind: KIND.server };
  if (target === "server") return { service: target, kind: KIND.server };
  if (/^SendMessage/.test(operation)) return { service: source, kind: KIND.producer };
  if (source === "event-source-mapping") return { service: source, kind: KIND.consumer };
  return { service: source, kind: KIND.client };
}

function nameOf(event: RecordedEvent): string {
  if (event.kind === "operation") return event.operation;
  return event.kind === "state" && event.state !== "" ? event.state : event.kind === "state" ? event.source : "";
}

function attributesOf(event: RecordedEvent, scenario: string, open: boolean): OtlpAttribute[] {
  const common = { "toq.scenario": scenario, "toq.sequence": event.sequence, "toq.open": open ? true : undefined };
  if (event.kind === "state") return anyValues({ ...common, "toq.execution": event.execution, "toq.type": event.type });
  if (event.kind !== "operation") return anyValues(common);
  return anyValues({
    ...common,
    "toq.source": event.source,
    "peer.service": event.target,
    "toq.resource": event.resource === "" ? undefined : event.resource,
    "toq.outcome": event.outcome,
    "toq.error": event.error,
    "toq.fault": event.fault,
  });
}

function nanoseconds(ms: number): string {
  const whole = Math.floor(ms);
  return String(BigInt(whole) * 1_000_000n + BigInt(Math.round((ms - whole) * 1_000_000)));
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
