import { expect, test } from "vitest";
import { breaksBetween } from "./time-breaks.ts";

test("long silences are skipped, short ones are not", () => {
  expect(breaksBetween([0, 5, 404, 405, 60_405])).toEqual([{ fromMs: 405, toMs: 60_405 }]);
  expect(breaksBetween([0, 400])).toEqual([{ fromMs: 0, toMs: 400 }]);
});

test("the order of the moments does not matter, and there may be none", () => {
  expect(breaksBetween([1_000, 0])).toEqual([{ fromMs: 0, toMs: 1_000 }]);
  expect(breaksBetween([])).toEqual([]);
});

test("of very many silences the longest are skipped, in order", () => {
  const moments = Array.from({ length: 1_000 }, (_, index) => index * 1_000 + (index > 500 ? 5_000 : 0));
  const breaks = breaksBetween(moments);
  expect(breaks).toContainEqual({ fromMs: 500_000, toMs: 506_000 });
  expect(breaks.length).toBeLessThan(200);
  expect(breaks).toEqual([...breaks].sort((one, other) => one.fromMs - other.fromMs));
});
