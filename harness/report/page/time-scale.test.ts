import fc from "fast-check";
import { expect, test } from "vitest";
import { skippedTime } from "../../scenario/record/skipped-time.ts";
import { TimeScale } from "./time-scale.ts";

const moments = fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 40 });

test("later moments never lie further left, and places lead back to their moments", () => {
  fc.assert(
    fc.property(moments, (given) => {
      const sorted = [0, ...given].sort((one, other) => one - other);
      const scale = new TimeScale(sorted.at(-1) ?? 0, skippedTime(sorted.map((at) => ({ at }))));
      const places = sorted.map((ms) => scale.place(ms));
      expect(places).toEqual([...places].sort((one, other) => one - other));
      for (const [index, place] of places.entries()) {
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(1 + 1e-9);
        expect(scale.moment(place)).toBeCloseTo(sorted[index] ?? 0, 3);
      }
    }),
  );
});

test("half an hour of waiting takes less room than a tenth of a second of work", () => {
  const scale = new TimeScale(1_800_200, [{ fromMs: 100, toMs: 1_800_100 }]);
  expect(scale.place(1_800_100) - scale.place(100)).toBeLessThan(scale.place(100));
});

test("however many breaks there are, work keeps its share", () => {
  const breaks = Array.from({ length: 100 }, (_, index) => ({ fromMs: index * 1_000 + 10, toMs: (index + 1) * 1_000 }));
  const { pieces } = new TimeScale(100_000, breaks);
  const busy = pieces.filter(({ skipped }) => skipped === undefined).reduce((sum, { from, to }) => sum + to - from, 0);
  expect(busy).toBeGreaterThan(0.5);
});

test.each([
  ["nothing at all", 0, []],
  ["only a break", 5_000, [{ fromMs: 0, toMs: 5_000 }]],
])("%s fills the whole line", (_what, endMs, breaks) => {
  const { pieces } = new TimeScale(endMs, breaks);
  expect([pieces[0]?.from, pieces.at(-1)?.to]).toEqual([0, 1]);
});
