import { expect, test } from "vitest";
import { realTimeOf, skippedTime } from "./skipped-time.ts";

/** Events at these moments of the machine's clock and the world's. */
const at = (...moments: readonly number[]) => moments.map((ms) => ({ at: 1_000_000 + ms }));

test("long silences are skipped, short ones are not", () => {
  expect(skippedTime(at(0, 5, 404, 405, 60_405))).toEqual([{ fromMs: 405, toMs: 60_405 }]);
  expect(skippedTime(at(0, 400))).toEqual([{ fromMs: 0, toMs: 400 }]);
});

test("where an operation ends something happens", () => {
  const [first, last] = at(0, 1_000);
  expect(skippedTime([{ ...first, durationMs: 500 }, last].map((event) => ({ at: 0, ...event })))).toEqual([
    { fromMs: 0, toMs: 500 },
    { fromMs: 500, toMs: 1_000 },
  ]);
});

test("the order of the events does not matter, and there may be none", () => {
  expect(skippedTime([{ at: 0 }, { at: 2_000 }, { at: 1_000 }])).toHaveLength(2);
  expect(skippedTime([])).toEqual([]);
});

test("a story may wait after its last event", () => {
  expect(skippedTime(at(0), 9_000)).toEqual([{ fromMs: 0, toMs: 9_000 }]);
});

test("of very many silences the longest are skipped, in order", () => {
  const moments = Array.from({ length: 1_000 }, (_, index) => index * 1_000 + (index > 500 ? 5_000 : 0));
  const skipped = skippedTime(at(...moments));
  expect(skipped).toContainEqual({ fromMs: 500_000, toMs: 506_000 });
  expect(skipped.length).toBeLessThan(200);
  expect(skipped).toEqual([...skipped].sort((one, other) => one.fromMs - other.fromMs));
});

test("the real time of a stretch is that between the events around it", () => {
  const events = [
    { at: 0, wallMs: 10 },
    { at: 5, wallMs: 30 },
    { at: 60_005, wallMs: 32.4 },
  ];
  expect(realTimeOf(skippedTime(events, 90_000), events)).toEqual([2, null]);
});
