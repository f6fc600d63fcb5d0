import { expect, test } from "vitest";
import { palette } from "../../support/palette.ts";
import { readLogLine } from "./log-entry.ts";
import { logText } from "./log-stream.ts";

const NOW = Date.UTC(2025, 11, 3, 10, 13, 16, 120);
const plain = (line: string, otherwise?: string) =>
  logText(readLogLine("server", line, NOW, otherwise), palette(false));

test("a structured line keeps its own time and level; fields follow the message", () => {
  const line =
    '{"time":"2025-12-03T10:00:00.5Z","level":"WARN","msg":"slow","ms":12,"path":"/a","err":"no way","map":{"x":1}}';
  expect(plain(line)).toBe('10:00:00.500  server             WARN   slow  ms=12 path=/a err="no way" map={"x":1}');
});

test.each([
  ["START RequestId", undefined, "10:13:16.120  server             INFO   START RequestId"],
  ["node:internal error", "WARN", "10:13:16.120  server             WARN   node:internal error"],
  ["{not json", undefined, "10:13:16.120  server             INFO   {not json"],
  ['{"level":"INFO"}', undefined, '10:13:16.120  server             INFO   {"level":"INFO"}'],
  ['{"time":"yesterday","level":"info","msg":"m"}', undefined, "10:13:16.120  server             INFO   m"],
])("%j is a message of its own", (line, otherwise, text) => {
  expect(plain(line, otherwise)).toBe(text);
});

test("nothing that a part writes ends the line, moves the cursor or fakes another line", () => {
  const hostile = "\u001b[2J\n10:00:00.000  dev  INFO  All is well\u202e";
  const line = JSON.stringify({ level: `INFO${hostile}`, msg: hostile, [hostile]: hostile });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them.
  expect(plain(line)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
  expect(plain(line)).toContain("\\x1b[2J");
});

test("on a terminal levels have colours, and the text is the same", () => {
  const entry = readLogLine("server", '{"level":"ERROR","msg":"broken"}', NOW);
  const coloured = logText(entry, palette(true));
  expect(coloured).toContain("\u001b[31mbroken\u001b[39m");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it removes them.
  expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(logText(entry, palette(false)));
});
