import { expect, test } from "vitest";
import { readTypedLine } from "./typed-line.ts";

test.each([
  ["+15m", 900_000],
  [" +1h30m ", 5_400_000],
  ["+90s", 90_000],
  ["+.5s", 500],
  ["+0s", 0],
  ["+1500us", 2],
])("%j puts the clock forward by %d ms", (line, ms) => {
  expect(readTypedLine(line)).toEqual({ kind: "advance", ms });
});

test.each([
  ["", { kind: "nothing" }],
  ["  ", { kind: "nothing" }],
  ["restart", { kind: "restart" }],
  ["lines", { kind: "lines" }],
  ["15m", { kind: "unknown", text: "15m" }],
  ["-15m", { kind: "unknown", text: "-15m" }],
  ["+-15m", { kind: "unknown", text: "+-15m" }],
  ["+15", { kind: "unknown", text: "+15" }],
  ["+", { kind: "unknown", text: "+" }],
])("%j means %j", (line, typed) => {
  expect(readTypedLine(line)).toEqual(typed);
});
