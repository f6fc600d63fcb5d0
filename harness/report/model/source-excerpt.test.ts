import { expect, test } from "vitest";
import { excerptOf, parsePlace } from "./source-excerpt.ts";

test("a place names a story and a line", () => {
  expect(parsePlace("scenarios/a/b.scenario.ts:31:19")).toEqual({ file: "scenarios/a/b.scenario.ts", line: 31 });
});

test.each([
  "scenarios/../.ssh/id.scenario.ts:1:1",
  "/etc/passwd:1:1",
  "scenarios/a.ts:1:1",
  "server/main.scenario.ts:1:1",
  "",
])("%s is no place in a story", (place) => expect(parsePlace(place)).toBeUndefined());

test("an excerpt has the lines around, as far as there are any", () => {
  const text = "1\n2\n3\n4\n5\n6\n7\n8";
  expect(excerptOf(text, "f", 2, false)).toMatchObject({ firstLine: 1, lines: ["1", "2", "3", "4", "5", "6"] });
  expect(excerptOf(text, "f", 9, false)).toBeUndefined();
  expect(excerptOf(text, "f", 0, false)).toBeUndefined();
});
