import { expect, test } from "vitest";
import { formatGoDuration, parseGoDuration } from "./duration.ts";

test.each([
  [0, "0s"],
  [250, "250ms"],
  [1500, "1.5s"],
  [60_000, "1m0s"],
  [1_800_000, "30m0s"],
  [3_600_000, "1h0m0s"],
  [5_400_250, "1h30m0.25s"],
])("%d ms is %s", (ms, text) => {
  expect(formatGoDuration(ms)).toBe(text);
});

test.each([
  ["10s", 10_000],
  ["1h30m", 5_400_000],
  ["-1.5s", -1500],
  ["+250ms", 250],
  [".5m", 30_000],
  ["0", 0],
])("%s is %d ms", (text, ms) => {
  expect(parseGoDuration(text)).toBe(ms);
});

test.each(["", "10", "s", "1d", "1 s", "-", "1s2"])("%j is no duration", (text) => {
  expect(parseGoDuration(text)).toBeUndefined();
});
