import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UsageError } from "../../support/usage-error.ts";
import { call, keptRun, RESULT, recordedEvents } from "../test/kept-run.ts";
import { findRun, readKeptRun } from "./read-run.ts";

const ID = "20261201-100000-000";
const HEADER = { kind: "scenario", version: 1, id: "a/story", title: "a story", system: "fixed", seed: 1 };
const EVENT = recordedEvents([call("a", "b", "Put")])[0];

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "read-run-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Writes a run with one scenario, whose lines are given as they are. */
function write(events: readonly string[], bodies: readonly string[] | null = [], run: object = keptRun([]).file): void {
  mkdirSync(join(root, ID, "scenarios", "a"), { recursive: true });
  writeFileSync(join(root, ID, "run.json"), JSON.stringify(run));
  writeFileSync(join(root, ID, "scenarios", "a", "story.events.ndjson"), events.join("\n"));
  if (bodies) writeFileSync(join(root, ID, "scenarios", "a", "story.bodies.ndjson"), bodies.join("\n"));
}

const json = (...values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value));

test("header, events, result and bodies are read", () => {
  write(json(HEADER, EVENT, RESULT), json({ sha256: "x", bytes: 1, kind: "text", text: "y" }));
  const [scenario] = readKeptRun(root, ID).scenarios;
  expect(scenario).toMatchObject({ key: "a/story", header: HEADER, events: [EVENT], result: RESULT, notices: [] });
  expect(scenario?.bodies).toEqual([{ sha256: "x", bytes: 1, kind: "text", text: "y" }]);
});

test.each([
  ["a line that is no JSON", [...json(HEADER, EVENT), "{", ...json(RESULT)], /line 3 cannot be read and is left out/],
  ["an event without a moment", json(HEADER, { ...EVENT, at: undefined }, RESULT), /line 2 cannot be read/],
  ["an event of another version", json(HEADER, { ...EVENT, version: 2 }, RESULT), /line 2 cannot be read/],
  ["a file that was cut off", [...json(HEADER, EVENT), '{"kind":"op'], /no result at its end/],
  ["no header", json(EVENT, RESULT), /does not begin with a header/],
  ["an empty file", [], /does not begin with a header/],
  [
    "a header of another version",
    json({ ...HEADER, version: 9 }, EVENT),
    /kept in format 9, and this harness reads format 1/,
  ],
])("%s is told and not fatal", (_what, lines, notice) => {
  write(lines);
  expect(readKeptRun(root, ID).scenarios[0]?.notices.join("\n")).toMatch(notice);
});

test("what is whole beside a broken line is kept", () => {
  write([...json(HEADER, EVENT), "{", ...json(EVENT, RESULT)]);
  expect(readKeptRun(root, ID).scenarios[0]?.events).toHaveLength(2);
});

test("bodies that are missing are told", () => {
  write(json(HEADER, RESULT), null);
  expect(readKeptRun(root, ID).scenarios[0]?.notices).toEqual(["a/story.bodies.ndjson is missing."]);
});

test.each([
  ["of another version", JSON.stringify({ version: 7 }), /format 7, and this harness reads format 1/],
  ["broken", "{", /cannot be read/],
  ["something else", '{"version":1,"id":3}', /is not a kept run/],
])("a run.json that is %s is refused in a sentence", (_what, text, message) => {
  write(json(HEADER));
  writeFileSync(join(root, ID, "run.json"), text);
  expect(() => readKeptRun(root, ID)).toThrow(UsageError);
  expect(() => readKeptRun(root, ID)).toThrow(message);
});

test("a run whose process is gone was killed", () => {
  // No process has this id: Linux counts to 4194304.
  write(json(HEADER, RESULT), [], { ...keptRun([]).file, state: "running", owner: { pid: 2 ** 30, startTicks: "1" } });
  expect(readKeptRun(root, ID).state).toBe("killed");
});

test("a run of which nothing was kept has no scenarios", () => {
  mkdirSync(join(root, ID));
  writeFileSync(join(root, ID, "run.json"), JSON.stringify(keptRun([]).file));
  expect(readKeptRun(root, ID).scenarios).toEqual([]);
});

test("a run is found by its id, by its beginning, and the newest without either", () => {
  for (const id of [ID, "20261201-110000-000", "20261202-090000-000"]) mkdirSync(join(root, id));
  expect(findRun(root, undefined)).toBe("20261202-090000-000");
  expect(findRun(root, ID)).toBe(ID);
  expect(findRun(root, "20261202")).toBe("20261202-090000-000");
  expect(() => findRun(root, "20261201")).toThrow(
    /beginning of 2 runs.*\n {2}20261201-110000-000\n {2}20261201-100000-000$/,
  );
  expect(() => findRun(root, "2027")).toThrow(/no run "2027".*\n {2}20261202/);
});

test("without any run the command that makes one is told", () => {
  expect(() => findRun(join(root, "nothing"), undefined)).toThrow(/No run is kept .* npm run scenario/);
});
