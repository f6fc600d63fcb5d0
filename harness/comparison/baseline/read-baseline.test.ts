import { expect, test } from "vitest";
import { UsageError } from "../../support/usage-error.ts";
import { readBaseline } from "./read-baseline.ts";
import { entry } from "./test/outcomes.ts";
import { baselineText } from "./write-baseline.ts";

const SCENARIOS = new Set(["callbacks/late", "callbacks/results"]);
const LATE = entry("callbacks/late", "the job keeps its end");

function refusal(json: string): string {
  try {
    readBaseline(json, "known.json", SCENARIOS);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "none";
}

test("what is written is read, with line ends of Windows and tabs as well", () => {
  const entries = [LATE, entry("callbacks/results", 'says "no"', { title: "one of two" })];
  const text = baselineText(entries);
  expect(text.split("\n").slice(0, 4)).toEqual([
    "[",
    "  {",
    '    "scenario": "callbacks/late",',
    '    "rule": "the job keeps its end",',
  ]);
  expect(text.endsWith("]\n")).toBe(true);
  for (const written of [text, text.replaceAll("\n", "\r\n"), text.replaceAll("  ", "\t")]) {
    expect(readBaseline(written, "known.json", SCENARIOS)).toEqual(entries);
  }
  expect(readBaseline("[]", "known.json", SCENARIOS)).toEqual([]);
});

test.each([
  [
    { ...LATE, scenario: "callbacks/lat" },
    "there is no scenario 'callbacks/lat'; did it become 'callbacks/late'? Rename or remove the entry.",
  ],
  [{ ...LATE, scenario: "x" }, "there is no scenario 'x'; remove the entry."],
  [{ ...LATE, rule: undefined }, "'rule' must be a text."],
  [{ ...LATE, reason: " " }, "'reason' must not be empty."],
  [{ ...LATE, since: "2026-02-30" }, "'since' must be a day as YYYY-MM-DD."],
  [{ ...LATE, resaon: "x" }, "there is no 'resaon', perhaps 'reason'."],
  ["callbacks/late", "an entry has scenario, title, rule, reason, since."],
  [LATE, "'callbacks/late' has an entry already, in line 2."],
])("refused with its line: %j", (second, sentence) => {
  const json = JSON.stringify([LATE, second], undefined, 2);
  expect(refusal(json)).toBe(`known.json, line 8: ${sentence}`);
  const withTabs = JSON.stringify([LATE, second], undefined, "\t");
  expect(refusal(withTabs)).toBe(`known.json, line 8: ${sentence}`);
});

test.each([
  ['[\n  {"scenario": "a",}\n]', "known.json, line 2: not JSON from here on: }"],
  ['[\n  {\n    "scenario"', "known.json, line 3: not JSON: it ends too early."],
  ['[\n  {"scenario": "a\n', "known.json, line 2: not JSON: it ends too early."],
  ["", "known.json, line 1: not JSON: it ends too early."],
  ["<<<<<<< HEAD\n[]", "known.json, line 1: not JSON from here on: <<<<<<< HEAD"],
  ['[\n  { "a": true },\n=======\n  { "b": 1 }\n]', "known.json, line 3: not JSON from here on: ======="],
  ['[\n  { "a": 1 }\n  { "b": 1 }\n]', 'known.json, line 3: not JSON from here on: { "b": 1 }'],
  ["[]\n\n[]\n", "known.json, line 3: not JSON from here on: []"],
  ["{}", "known.json, line 1: must be a list of entries, [ … ]."],
])("no list of entries: %j", (json, sentence) => {
  expect(refusal(json)).toBe(sentence);
});
