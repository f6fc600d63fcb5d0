import { expect, test } from "vitest";
import { shownEvents } from "../model/shown-event.ts";
import { call, recordedEvents } from "../test/kept-run.ts";
import { Causality } from "./causality.ts";

/** Events whose causes are these sequences. */
const causality = (...causes: readonly number[]) =>
  new Causality(shownEvents(recordedEvents(causes.map((cause) => call("a", "b", "x", { cause }))), []));

test("causes lead up to the beginning, effects down one step", () => {
  const tree = causality(0, 1, 2, 2, 0);
  expect(tree.causesOf(3)).toEqual([0, 1]);
  expect(tree.effectsOf(1)).toEqual([2, 3]);
  expect([0, 1, 2, 3, 4].map((index) => tree.depthOf(index))).toEqual([0, 1, 2, 2, 0]);
});

test("an event that was left out ends the way up", () => {
  expect(causality(99).causesOf(0)).toEqual([]);
});

test("causes that come later, of another cloud, are followed too", () => {
  const tree = causality(2, 0);
  expect([tree.causesOf(0), tree.depthOf(0)]).toEqual([[1], 1]);
});

test("a circle, as only a damaged record has, has an end", () => {
  expect(causality(2, 1).causesOf(0)).toEqual([1]);
  expect(causality(1).causesOf(0)).toEqual([]);
});
