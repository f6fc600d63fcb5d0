import type { ScenarioModel, Span } from "./report-model.ts";

/** Spans as columns, which take a fraction of the room and of the time to read. */
interface SpanColumns {
  readonly lane: readonly number[];
  readonly row: readonly number[];
  readonly fromMs: readonly number[];
  readonly lengthMs: readonly number[];
  /** Indices of the spans of which it is so. */
  readonly open: readonly number[];
  readonly failed: readonly number[];
  readonly fault: readonly number[];
}

/** How a scenario lies in a report's file. */
export interface PackedScenario extends Omit<ScenarioModel, "spans"> {
  readonly spans: SpanColumns;
}

export function packScenario(model: ScenarioModel): PackedScenario {
  const { spans } = model;
  const where = (holds: (span: Span) => boolean): number[] =>
    spans.flatMap((span, index) => (holds(span) ? [index] : []));
  return {
    ...model,
    spans: {
      lane: spans.map(({ lane }) => lane),
      row: spans.map(({ row }) => row),
      fromMs: spans.map(({ fromMs }) => fromMs),
      lengthMs: spans.map(({ fromMs, toMs }) => toMs - fromMs),
      open: where(({ open }) => open === true),
      failed: where(({ tone }) => tone === "failed"),
      fault: where(({ tone }) => tone === "fault"),
    },
  };
}

export function unpackScenario(packed: PackedScenario): ScenarioModel {
  const { lane, row, fromMs, lengthMs, open, failed, fault } = packed.spans;
  const [opened, failing, struck] = [new Set(open), new Set(failed), new Set(fault)];
  const spans = fromMs.map((from, index): Span => {
    const tone = failing.has(index) ? "failed" : struck.has(index) ? "fault" : undefined;
    return {
      lane: lane[index] ?? 0,
      row: row[index] ?? 0,
      fromMs: from,
      toMs: from + (lengthMs[index] ?? 0),
      ...(opened.has(index) && { open: true }),
      ...(tone && { tone }),
    };
  });
  return { ...packed, spans };
}
