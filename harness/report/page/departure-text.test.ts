import { expect, test } from "vitest";
import type { ShownDeparture } from "../model/diff-model.ts";
import { departureAt, departureText } from "./departure-text.ts";

const event = (sequence: number) => ({ sequence, atMs: 0, text: `event ${sequence}` });
const common = { ledTo: 0, follows: false, group: "g" };
const CHANGED: ShownDeparture = {
  ...common,
  kind: "changed",
  here: event(3),
  there: event(4),
  part: "request",
  path: "$.a",
  values: ["1", undefined],
};
const EXTRA: ShownDeparture = { ...common, kind: "extra", here: event(5) };
const MISSING: ShownDeparture = { ...common, kind: "missing", there: event(6) };

test.each([
  [CHANGED, "#3", "request $.a: 1 ≠ nothing in event 3"],
  [EXTRA, "#5", "only in mine: event 5"],
  [MISSING, "#6", "only in other: event 6"],
])("a departure is told by its place and how the two differ", (departure, place, text) => {
  expect(departureText(departure, ["mine", "other"])).toEqual({ place, text });
});

test("an event leads to the departure that concerns it, any other one to the first", () => {
  const all = [CHANGED, MISSING, EXTRA];
  expect([5, 3, 6, undefined].map((sequence) => departureAt(all, sequence))).toEqual([2, 0, 0, 0]);
});
