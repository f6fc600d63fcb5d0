import { expect, test } from "vitest";
import type { RunTally } from "../../report/run-record.ts";
import { FAILED, NOT_LOADED, PASSED, SKIPPED } from "../../report/sample-outcomes.ts";
import { exitOf } from "./exit-code.ts";

const code = (tally: Partial<RunTally>) =>
  exitOf({ outcomes: [], unhandledErrors: [], unfinished: [], notRun: [], deselected: [], ...tally }).code;

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
  const nothing = { outcomes: [SKIPPED], unhandledErrors: [], unfinished: [], notRun: [], deselected: [] };
  expect(exitOf(nothing, { foreign: true }).code).toBe(2);
});

test("the environment is to blame only when it is for every red scenario", () => {
  expect(code({ outcomes: [PASSED, LACKING] })).toBe(3);
  expect(code({ outcomes: [LACKING, FAILED] })).toBe(1);
});

test("a story that used up its worker's memory is red; another error beside it makes the run void", () => {
  const message =
    "[vitest-pool]: error.\ncaused by: Worker terminated due to reaching memory limit: JS heap out of memory";
  const memory = { name: "Error", message, frames: [] };
  expect(
    exitOf({ outcomes: [PASSED], unhandledErrors: [memory], unfinished: ["a"], notRun: [], deselected: [] }),
  ).toEqual({
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

test("what the baseline knows does not fail; any other red, and what is green now, does", () => {
  const entry = { scenario: FAILED.id, rule: "r", reason: "r", since: "2026-01-31" };
  const [known, nowGreen] = [[{ outcome: FAILED, entry }], [{ outcome: PASSED, entry }]];
  const nothing = { unhandledErrors: [], unfinished: [], notRun: [], deselected: [] };
  const outcomes = [PASSED, FAILED];
  const of = (more: Partial<RunTally>, baseline: NonNullable<Parameters<typeof exitOf>[1]>["baseline"]) =>
    exitOf({ ...nothing, outcomes, ...more }, { baseline });
  expect(of({}, { known, nowGreen: [] })).toEqual({ code: 0 });
  expect(of({ outcomes: [FAILED] }, { known, nowGreen: [] })).toEqual({ code: 0 });
  expect(of({}, { known: [], nowGreen: [] }).code).toBe(1);
  expect(of({ outcomes: [...outcomes, NOT_LOADED] }, { known, nowGreen: [] }).code).toBe(1);
  expect(of({ outcomes: [...outcomes, LACKING] }, { known, nowGreen: [] }).code).toBe(3);
  expect(of({}, { known, nowGreen })).toMatchObject({ code: 1, why: expect.stringContaining(PASSED.id) });
  expect(of({ unfinished: ["a"] }, { known, nowGreen: [] }).code).toBe(70);
});

test("a promise that a story left behind is the story's fault; any other error beside it is not", () => {
  const left = { name: "RuleBroken", message: "m", frames: [], while: "a/b", rejected: true };
  const nothing = { outcomes: [PASSED], unfinished: [], notRun: [], deselected: [] };
  expect(exitOf({ ...nothing, unhandledErrors: [left, left] })).toEqual({
    code: 1,
    why: "a/b left a promise behind that nobody awaits",
  });
  expect(exitOf({ ...nothing, unhandledErrors: [left, { ...left, rejected: false }] }).code).toBe(70);
  expect(exitOf({ ...nothing, unhandledErrors: [left], unfinished: ["a/b"] }).code).toBe(70);
});
