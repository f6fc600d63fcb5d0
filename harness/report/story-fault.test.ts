import { expect, test } from "vitest";
import { isStoryFault, storyPlace } from "./story-fault.ts";

const ERROR = { name: "Error", message: "m", frames: [], while: "a/b", rejected: true };

test.each([
  ["a line of the story", { ...ERROR, frames: ["harness/x.ts:1:1", "f scenarios/a/b.scenario.ts:4:17"] }, true],
  ["an expectation without a line", { ...ERROR, name: "RuleBroken" }, true],
  ["nothing but the harness", { ...ERROR, frames: ["harness/x.ts:1:1"] }, false],
  ["no story ran", { name: "RuleBroken", message: "m", frames: [], rejected: true }, false],
  ["an exception, not a rejection", { ...ERROR, rejected: false, frames: ["scenarios/a/b.scenario.ts:4:17"] }, false],
])("%s", (_what, error, fault) => {
  expect(isStoryFault(error)).toBe(fault);
});

test("the innermost line of a story counts", () => {
  const frames = ["harness/x.ts:1:1", "scenarios/a/b.scenario.ts:4:17", "scenarios/a/b.scenario.ts:9:1"];
  expect(storyPlace({ frames })).toBe("scenarios/a/b.scenario.ts:4");
  expect(storyPlace({ frames: ["at Object.<anonymous> (/x/y.scenario.ts:7:3)"] })).toBe("/x/y.scenario.ts:7");
});
