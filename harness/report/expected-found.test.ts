import { expect, test } from "vitest";
import { palette } from "../support/palette.ts";
import { expectedAndFound } from "./expected-found.ts";

const lines = (expected: string | undefined, found: string | undefined, colours = false) =>
  expectedAndFound(expected, found, { paint: palette(colours), labelWidth: 10 });

test("a value stands beside its word", () => {
  expect(lines("200", "401")).toEqual(["expected  200", "found     401"]);
  expect(lines(undefined, "two\nlines")).toEqual(["found     two\n          lines"]);
  expect(lines("200", "401", true)).toEqual(["expected  \u001b[32m200\u001b[39m", "found     \u001b[31m401\u001b[39m"]);
});

test("data have a line for each member, and what is the same and far away is left out", () => {
  const row = { id: 21, provider: "SFN", a: 1, b: 2, status: "SUCCEEDED", error: null };
  const other = { ...row, status: "FAILED", error: "no ZIP" };
  expect(lines(JSON.stringify(row), JSON.stringify(other))).toEqual([
    "differs   - expected, + found",
    "  …",
    '    "a": 1,',
    '    "b": 2,',
    '-   "status": "SUCCEEDED",',
    '-   "error": null',
    '+   "status": "FAILED",',
    '+   "error": "no ZIP"',
    "  }",
  ]);
});

test("members are painted by whose they are, and control characters are visible", () => {
  const [, , expected, found] = lines('["a"]', '["\\u0007b"]', true);
  expect(expected).toBe('\u001b[32m-   "a"\u001b[39m');
  expect(found).toBe('\u001b[31m+   "\\u0007b"\u001b[39m');
});

test("what only looks like data is text", () => {
  expect(lines("{no json", "[none")).toEqual(["expected  {no json", "found     [none"]);
});
