import { expect, test } from "vitest";
import { durationText } from "./duration.ts";

test.each([
  [0, "0 ms"],
  [84.4, "84 ms"],
  [999.4, "999 ms"],
  [999.6, "1.0 s"],
  [3_249, "3.2 s"],
  [59_949, "59.9 s"],
  [59_960, "1 m"],
  [151_000, "2 m 31 s"],
  [3_600_000, "1 h"],
  [3_900_000, "1 h 5 m"],
  [86_399_999, "1 d"],
  [7 * 86_400_000 + 7_200_000, "7 d 2 h"],
])("%d ms is shown as %s", (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
