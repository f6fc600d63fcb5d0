import { expect, test } from "vitest";
import { evidenceRows, filteredEvidence } from "./evidence-rows.ts";

const ROWS = evidenceRows({
  same: 2,
  agreed: [{ field: "job 20: status", value: "SUCCEEDED", place: "rows.txt:3" }],
  different: [{ field: "ZIP objects", expected: "none", found: "a.zip" }],
  notComparable: [{ field: "log: duration", reason: "the machine's", expected: "12", found: "13" }],
});

test("what differs stands first, then what cannot be compared, then what is the same, each side by side", () => {
  expect(ROWS).toEqual([
    { field: "ZIP objects", mark: "different", evidence: "none", found: "a.zip" },
    { field: "log: duration", mark: "not comparable", reason: "the machine's", evidence: "12", found: "13" },
    { field: "job 20: status", mark: "same", evidence: "SUCCEEDED", found: "SUCCEEDED", place: "rows.txt:3" },
  ]);
});

test.each([
  ["", 3],
  ["s:same", 1],
  ["s:not", 1],
  ["-s:same", 2],
  ["A.ZIP", 1],
  ["rows.txt", 1],
  ["nowhere", 0],
])("%s leaves %i fields", (filter, count) => {
  expect(filteredEvidence(ROWS, filter)).toHaveLength(count);
});
