import { expect, test } from "vitest";
import { wrappedText } from "./wrapped-text.ts";

test.each([
  ["short", 10, ["short"]],
  ["one two three", 7, ["one two", "three"]],
  ["one two three", 8, ["one two", "three"]],
  ["abcdefgh", 3, ["abc", "def", "gh"]],
  ["", 3, [""]],
])("%j in lines of %d", (text, width, lines) => {
  expect(wrappedText(text, width)).toEqual(lines);
});
