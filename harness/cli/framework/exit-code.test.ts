import { expect, test } from "vitest";
import type { RunTally } from "../../report/run-record.ts";
import { FAILED, NOT_LOADED, PASSED, SKIPPED } from "../../report/sample-outcomes.ts";
import { exitOf } from "./exit-code.ts";

const code = (tally: Partial<RunTally>) =>
  exitOf({ outcomes: [], unhandledErrors: [], unfinished: [], deselected: [], ...tally }).code;

const LACKING = {
  ...NOT_LOADED,
  errors: [{ name: "EnvironmentError", message: "no container runtime", frames: [] }],
};

test("green only when something passed and nothing is red", () => {
  expect(code({ outcomes: [PASSED, SKIPPED] })).toBe(0);
  expect(code({ outcomes: [PASSED, FAILED] })).toBe(1);
  expect(code({ outcomes: [NOT_LOADED] })).toBe(1);
});

test("a run that executed nothing is not green", () => {
  expect(code({ outcomes: [] })).toBe(70);
  expect(code({ outcomes: [SKIPPED] })).toBe(70);
});

test("the environment is to blame only when it is for every red scenario", () => {
  expect(code({ outcomes: [PASSED, LACKING] })).toBe(3);
  expect(code({ outcomes: [LACKING, FAILED] })).toBe(1);
});

test("a story that used up its worker's memory is red; another error beside it makes the run void", () => {
  const message =
    "[vitest-pool]: error.\ncaused by: Worker terminated due to reaching memory limit: JS heap out of memory";
  const memory = { name: "Error", message, frames: [] };
  expect(exitOf({ outcomes: [PASSED], unhandledErrors: [memory], unfinished: ["a"], deselected: [] })).toEqual({
    code: 1,
    why: "a needs more memory than a worker has",
  });
  expect(code({ unhandledErrors: [memory, { ...memory, message: "m" }], unfinished: ["a"] })).toBe(70);
  expect(code({ unhandledErrors: [memory] })).toBe(70);
});

test("an error outside any scenario, or a scenario that never ended, makes the run void", () => {
  expect(code({ outcomes: [PASSED], unhandledErrors: [{ name: "Error", message: "m", frames: [] }] })).toBe(70);
  expect(code({ outcomes: [PASSED, FAILED], unfinished: ["a"] })).toBe(70);
});
