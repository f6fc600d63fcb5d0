import { expect, test } from "vitest";
import { fitted } from "./fitted-line.ts";

test("a line that fits, or may be as long as it likes, stays as it is", () => {
  expect(fitted("  rule      short", 20, 12)).toEqual(["  rule      short"]);
  expect(fitted(`  ${"x".repeat(500)}`, undefined, 12)).toHaveLength(1);
});

test("what follows stands below the first word behind the label", () => {
  expect(fitted("  rule      one two three four five six", 26, 12)).toEqual([
    "  rule      one two three",
    "            four five six",
  ]);
});

test("an event, or a member of a comparison, is indented a little more", () => {
  expect(fitted("    10:00 server log INFO", 16, 3)).toEqual(["    10:00 server", "      log INFO"]);
  expect(fitted('  - "a": "long text"', 14, 12)).toEqual(['  - "a": "long', '    text"']);
});

test("a word that is longer than the line is broken, and nothing of it is lost", () => {
  const arn = "arn:aws:states:us-east-1:123456789012:execution:machine:name";
  const lines = fitted(`    "external_id": "${arn}"`, 40, 12);
  expect(lines.map((line) => line.trim()).join("")).toBe(`"external_id":"${arn}"`);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(40);
});

test("colours are lost where a line is broken, and a very long one ends with a mark", () => {
  expect(fitted("  \u001b[31mone two\u001b[39m", 6, 3)).toEqual(["  one", "   two"]);
  const lines = fitted(`  rule      ${"word ".repeat(100)}`.trimEnd(), 40, 12);
  expect(lines).toHaveLength(6);
  expect(lines.at(-1)).toMatch(/ …$/);
});
