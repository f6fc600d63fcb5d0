import { expect, test } from "vitest";
import { formatGoDuration } from "./duration.ts";

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
