import { describeEvent } from "../../network/describe-event.ts";
import { asTraceEvent } from "../kept-runs/compared-run.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import type { RecordedEvent } from "../kept-runs/recorded-event.ts";
import type { Span } from "../model/report-model.ts";
import { shownEvents } from "../model/shown-event.ts";
import { layOutTimeline } from "../model/spans.ts";
import { spanLabel } from "../page/event-text.ts";

/** The object form of Google's Trace Event Format, which Perfetto and chrome://tracing read; times are microseconds. */
export interface ChromeTrace {
  readonly displayTimeUnit: "ms";
  readonly traceEvents: readonly ChromeEvent[];
}

interface ChromeEvent {
  readonly name: string;
  readonly cat?: string;
  /** X: lasts; i: an instant; s, f: an arrow's ends; M: names. */
  readonly ph: "X" | "i" | "s" | "f" | "M";
  readonly ts?: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly id?: string;
  readonly bp?: "e";
  readonly s?: "t";
  readonly args?: Readonly<Record<string, unknown>>;
}

/** A process for each scenario, a thread for each row of a lane; arrows lead from cause to effect. */
export function chromeTrace(scenarios: readonly KeptScenario[]): ChromeTrace {
  const traceEvents: ChromeEvent[] = [];
  for (const [index, kept] of scenarios.entries()) {
    for (const event of processOf(kept, index + 1)) traceEvents.push(event);
  }
  return { displayTimeUnit: "ms", traceEvents };
}

function processOf(kept: KeptScenario, pid: number): ChromeEvent[] {
  const { key, events, bodies, result } = kept;
  const { lanes, spans } = layOutTimeline(events, result?.virtualMs);
  const threads = new Threads(lanes.map(({ name }) => name));
  const shown = shownEvents(events, bodies);
  const places = spans.map((span) => threads.place(span));
  const found: ChromeEvent[] = [{ name: "process_name", ph: "M", pid, tid: 0, args: { name: key } }];
  const indices = new Map(events.map(({ sequence }, index) => [sequence, index]));
  for (const [index, event] of events.entries()) {
    const [span, tid, told] = [spans[index], places[index], shown[index]];
    if (!span || tid === undefined || !told) continue;
    const name = spanLabel(told, lanes[span.lane]?.name ?? "");
    const args = argumentsOf(event);
    const common = { name, cat: event.kind, ts: microseconds(span.fromMs), pid, tid, args };
    if (span.toMs > span.fromMs) found.push({ ...common, ph: "X", dur: microseconds(span.toMs - span.fromMs) });
    else found.push({ ...common, ph: "i", s: "t" });
    const above = indices.get(event.cause);
    const [cause, causeTid] = [spans[above ?? -1], places[above ?? -1]];
    if (!cause || causeTid === undefined || cause.lane === span.lane || cause.toMs === cause.fromMs) continue;
    if (span.toMs === span.fromMs) continue;
    const id = `${pid}.${event.sequence}`;
    const arrow = { name: "leads to", cat: "cause", pid, id };
    // From where the effect begins, or from the end of a cause that is over by then.
    const ts = microseconds(Math.min(Math.max(span.fromMs, cause.fromMs), cause.toMs));
    found.push({ ...arrow, ph: "s", ts, tid: causeTid });
    found.push({ ...arrow, ph: "f", bp: "e", ts: microseconds(span.fromMs), tid });
  }
  for (const [tid, name] of threads.names.entries()) {
    found.push({ name: "thread_name", ph: "M", pid, tid: tid + 1, args: { name } });
    found.push({ name: "thread_sort_index", ph: "M", pid, tid: tid + 1, args: { sort_index: threads.orderOf(tid) } });
  }
  return found;
}

function argumentsOf(event: RecordedEvent): Record<string, unknown> {
  const told = { sequence: event.sequence, cause: event.cause, event: describeEvent(asTraceEvent(event)) };
  return event.kind === "row" ? { ...told, before: event.before, after: event.after } : told;
}

/** Slices of one thread must lie inside each other or apart, so what overlaps gets a thread of its own. */
class Threads {
  readonly names: string[] = [];
  readonly #lanes: readonly string[];
  readonly #orders: number[] = [];
  /** By lane: each thread with the moment from which it is free. */
  readonly #rows = new Map<number, { readonly tid: number; freeFromMs: number }[]>();

  constructor(lanes: readonly string[]) {
    this.#lanes = lanes;
  }

  orderOf(thread: number): number {
    return this.#orders[thread] ?? 0;
  }

  place({ lane, fromMs, toMs }: Span): number {
    const rows = this.#rows.get(lane) ?? [];
    this.#rows.set(lane, rows);
    const free = toMs === fromMs ? rows[0] : rows.find(({ freeFromMs }) => freeFromMs <= fromMs);
    const row = free ?? this.#newRow(lane, rows);
    row.freeFromMs = Math.max(row.freeFromMs, toMs);
    return row.tid;
  }

  #newRow(lane: number, rows: { tid: number; freeFromMs: number }[]): { tid: number; freeFromMs: number } {
    const number = rows.length + 1;
    const name = this.#lanes[lane] ?? "";
    const row = { tid: this.names.push(number === 1 ? name : `${name} (${number})`), freeFromMs: 0 };
    this.#orders.push(lane * 1_000 + number);
    rows.push(row);
    return row;
  }
}

function microseconds(ms: number): number {
  return Math.round(ms * 1_000);
}
