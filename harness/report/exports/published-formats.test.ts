import { describe, expect, test } from "vitest";
import { runWithText } from "../test/story.ts";
import { chromeTrace } from "./chrome-trace.ts";
import { otlpRequest } from "./otlp.ts";
import { chromeFile, exportTraceServiceRequest } from "./test/published-formats.ts";

/** Texts that a system may give to anything; the last one ends inside of a pair of surrogates. */
const TEXTS: readonly (readonly [string, (place: string) => string])[] = [
  ["plain texts", (place) => `some ${place}`],
  ["no texts at all", () => ""],
  ["the same text everywhere", () => "x"],
  ["half a character", (place) => `${place} ${String.fromCharCode(0xd83d)}`],
];

describe.each(TEXTS)("OTLP/JSON of a run with %s", (_what, given) => {
  const sent: unknown = JSON.parse(JSON.stringify(otlpRequest("run", runWithText(given).scenarios)));
  const spans = exportTraceServiceRequest
    .parse(sent)
    .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  const byId = new Map(spans.map((one) => [`${one.traceId} ${one.spanId}`, one]));

  test("each span has an id of its own, and a parent that is there, in the same trace", () => {
    expect(byId.size).toBe(spans.length);
    const orphans = spans.filter(
      ({ traceId, parentSpanId }) => parentSpanId && !byId.has(`${traceId} ${parentSpanId}`),
    );
    expect(orphans).toEqual([]);
    expect(spans.some(({ parentSpanId }) => parentSpanId)).toBe(true);
  });
});

test.each(TEXTS)("Chrome's trace of a run with %s: arrows have two ends, which lie in slices", (_what, given) => {
  const { traceEvents } = chromeFile.parse(JSON.parse(JSON.stringify(chromeTrace(runWithText(given).scenarios))));
  const slices = traceEvents.flatMap((event) => (event.ph === "X" ? [event] : []));
  const ends = traceEvents.flatMap((event) => (event.ph === "s" || event.ph === "f" ? [event] : []));
  const loose = ends.filter(
    ({ pid, tid, ts }) =>
      !slices.some((one) => one.pid === pid && one.tid === tid && one.ts <= ts && ts <= one.ts + one.dur),
  );
  expect(loose).toEqual([]);
  const byArrow = Map.groupBy(ends, ({ cat, name, id: arrow }) => `${cat} ${name} ${arrow}`);
  expect(byArrow.size).toBeGreaterThan(0);
  for (const pair of byArrow.values()) expect(pair.map(({ ph }) => ph)).toEqual(["s", "f"]);
  const named = new Set(
    traceEvents.filter(({ name }) => name === "thread_name").map(({ pid, tid }) => `${pid} ${tid}`),
  );
  expect(slices.filter(({ pid, tid }) => !named.has(`${pid} ${tid}`))).toEqual([]);
});
