import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { palette } from "../../support/palette.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import { call, failed, type GivenEvent, keptRun, keptScenario, recordedEvents } from "../test/kept-run.ts";
import { diffLines } from "./diff-lines.ts";
import { type RunDiff, runDiff } from "./run-diff.ts";

const ID = "20261201-100000-000";
const OTHER_ID = "20261201-110000-000";

function told(key: string, events: readonly GivenEvent[], more: Partial<KeptScenario> = {}): KeptScenario {
  const hash = JSON.stringify([key, events]);
  const scenario = keptScenario(key, recordedEvents(events), more);
  const result = scenario.result && { ...scenario.result, traceHash: hash };
  return { ...scenario, result };
}

function diffOf(here: readonly KeptScenario[], there: readonly KeptScenario[]): RunDiff {
  const run = keptRun(there);
  return runDiff(keptRun(here), { ...run, file: { ...run.file, id: OTHER_ID } });
}

const lines = (diff: RunDiff, all = false): string[] => diffLines(diff, { paint: palette(false), all });

const SEND = call("server", "sqs", "SendMessage");
const asking = (outcome: string): GivenEvent[] => [
  call("owner", "server", "POST /complete", { outcome: outcome === "ok" ? "200" : "500" }),
  call("server", "states", "StartExecution", { outcome, cause: 1, at: 1_200 }),
  call("owner", "server", "GET /status", { at: 2_000, outcome: outcome === "ok" ? "200" : "404" }),
];

test("the first divergence is the first line: the innermost, with its place and both outcomes", () => {
  const diff = diffOf([told("a/b", asking("AccessDenied"))], [told("a/b", asking("ok"))]);
  expect(diff.same).toBe(false);
  const [first, ...rest] = lines(diff);
  expect(first).toBe(
    "a/b  event 2 at 1.2 s: outcome: AccessDenied ≠ ok in server → states StartExecution = AccessDenied",
  );
  expect(rest).toContain(`  ${ID}  server → states StartExecution = AccessDenied`);
  expect(rest).toContain(`  ${OTHER_ID}  server → states StartExecution = ok`);
  expect(rest).toContain("  later, or of another cause (1)");
});

test("order and times are no differences, and neither are ids that correspond", () => {
  const [one, two] = [call("server", "s3", "A", { resource: "x" }), call("server", "s3", "B", { at: 5 })];
  expect(diffOf([told("a", [one, two])], [told("a", [{ ...two, at: 0 }, one])]).same).toBe(true);
  expect(lines(diffOf([told("a", [one])], [told("a", [{ ...one, at: 7 }])]))[0]).toBe(
    "same: 1 scenario, but for order and times",
  );
  expect(lines(diffOf([told("a", [one])], [told("a", [one])]))[0]).toBe("same: 1 scenario");
});

test("what follows from the first divergence is kept apart from what has another cause", () => {
  const here = [SEND, call("sqs", "lambda", "Invoke", { cause: 1 }), call("owner", "server", "GET /x", { at: 9 })];
  const diff = diffOf([told("a", here)], [told("a", [call("owner", "server", "GET /x", { outcome: "404", at: 9 })])]);
  expect(diff.different[0]?.first).toMatchObject({ kind: "extra", ledTo: 1, here: { sequence: 1 } });
  expect(lines(diff)[0]).toBe(`a  event 1 at 0 ms: only in ${ID}: server → sqs SendMessage = ok`);
  expect(diff.different[0]?.others.map(({ follows }) => follows)).toEqual([false]);
});

test("departures of a kind are folded, and the terminal's lines are at most 25", () => {
  const many = Array.from({ length: 60 }, (_, index) => call("server", "s3", "GetObject", { resource: `k${index}` }));
  const kinds = Array.from({ length: 60 }, (_, index) => call("server", "s3", `Op${index}`));
  const folded = lines(diffOf([told("a", many)], [told("a", [])]));
  expect(folded.some((line) => line.includes("and 58 like it"))).toBe(true);
  const long = diffOf([told("a", kinds)], [told("a", [])]);
  expect(lines(long)).toHaveLength(25);
  expect(lines(long).at(-2)).toMatch(/^… \d+ more lines: --all$/);
  expect(lines(long, true).length).toBeGreaterThan(60);
});

test("a verdict that changed comes first; a rule that broke is told", () => {
  const quiet = told("a", [SEND]);
  const red = { ...told("z", [SEND]), result: failed("the job is done") };
  const diff = diffOf([quiet, red], [told("a", []), told("z", [SEND])]);
  expect(diff.different.map(({ key }) => key)).toEqual(["z", "a"]);
  expect(lines(diff)).toEqual(expect.arrayContaining([`  ${ID}  failed: the job is done`, `  ${OTHER_ID}  passed`]));
});

test("two red runs that end by the same rule with the same events are the same", () => {
  const red = (): KeptScenario => ({ ...told("z", [SEND]), result: failed("the job is done", { found: "RUNNING" }) });
  expect(diffOf([red()], [red()]).same).toBe(true);
});

test("scenarios that only one run has make a difference; a second one of a file is found by its title", () => {
  const diff = diffOf([told("a", []), told("b", [])], [told("b", []), told("c", [])]);
  expect(diff).toMatchObject({ same: false, alike: ["b"], onlyHere: ["a"], onlyThere: ["c"] });
  const titled = (key: string, title: string): KeptScenario => {
    const scenario = told(key, []);
    return { ...scenario, header: scenario.header && { ...scenario.header, id: "a", title } };
  };
  expect(diffOf([titled("a", "one"), titled("a~2", "two")], [titled("a", "two"), titled("a~2", "one")]).same).toBe(
    true,
  );
});

test("a binary is compared by its facts, a ZIP by its entries", () => {
  const zip = (sha256: string, bytes: number): KeptScenario => {
    const response = { sha256, bytes: 9 };
    const entries = [{ name: "a.jpg", bytes }];
    return told("a", [call("server", "s3", "GetObject", { response })], {
      bodies: [{ ...response, kind: "zip", entries }],
    });
  };
  expect(diffOf([zip("aa", 1)], [zip("bb", 1)]).same).toBe(true);
  expect(diffOf([zip("aa", 1)], [zip("bb", 2)]).different[0]?.first).toMatchObject({ path: "$.entries[0].bytes" });
});

test("control characters of an event do not reach the terminal", () => {
  const text = lines(diffOf([told("a", [call("server", "s3", "Put\u001b[31m\nObject")])], [told("a", [])])).join("\n");
  expect(stripVTControlCharacters(text)).toBe(text);
  expect(text).toContain("Put\\x1b[31m\\nObject");
});
