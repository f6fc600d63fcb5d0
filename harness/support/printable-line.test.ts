import { expect, test } from "vitest";
import { printableLine } from "./printable-line.ts";

test.each([
  ["two\nlines\r\n", "two\\nlines\\r\\n"],
  ["a\tcolumn", "a\\tcolumn"],
  ["\u001b[2J and \u009b2J", "\\x1b[2J and \\u009b2J"],
  ["photo\u202egpj.exe", "photo\\u202egpj.exe"],
  ["paragraph\u2029", "paragraph\\u2029"],
  ["São Paulo 🏠", "São Paulo 🏠"],
])("%j stays one harmless line", (text, line) => {
  expect(printableLine(text)).toBe(line);
});

test("what is too long is cut, with a note", () => {
  expect(printableLine("abcdef", 4)).toBe("abcd ... (2 more characters)");
});
