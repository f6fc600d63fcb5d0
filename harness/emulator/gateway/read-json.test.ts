import { expect, test } from "vitest";
import { z } from "zod";
import { readJson } from "./read-json.ts";
import { recordOf } from "./record-of.ts";

const nested = (depth: number, open = "[", close = "]") => open.repeat(depth) + close.repeat(depth);

test("a thousand levels are read, and no more", () => {
  expect(readJson(nested(1000))).toBeInstanceOf(Array);
  expect(() => readJson(nested(1001))).toThrow(SyntaxError);
  expect(() => readJson(`${'{"a":'.repeat(1001)}1${"}".repeat(1001)}`)).toThrow("nested deeper than 1000");
  expect(() => readJson(nested(1_000_000))).toThrow(SyntaxError);
});

test("brackets in texts are none", () => {
  const text = `${nested(2000)}\\"${nested(2000, "{", "}")}`;
  expect(readJson(`{"a":"${text}"}`)).toEqual({ a: text.replaceAll('\\"', '"') });
});

test("members that are named __proto__ or constructor stay", () => {
  const record = recordOf(z.string());
  const parsed = record.parse(JSON.parse('{"__proto__":"a","constructor":"b","c":"d"}'));
  expect(Object.entries(parsed)).toEqual([
    ["__proto__", "a"],
    ["constructor", "b"],
    ["c", "d"],
  ]);
  expect(record.safeParse({ a: 1 }).error?.issues[0]?.path).toEqual(["a"]);
  for (const wrong of [[], null, 1, "a"]) expect(record.safeParse(wrong).success).toBe(false);
});

test("a string of many megabytes is read, as a function's package in base64 is", () => {
  const ZipFile = "A".repeat(30 << 20);
  expect(readJson(JSON.stringify({ Code: { ZipFile } }))).toEqual({ Code: { ZipFile } });
});

test("brackets in strings do not count, whatever stands before their ends", () => {
  const brackets = "[".repeat(2_000);
  for (const text of [brackets, `${brackets}\\`, `"${brackets}`, `\\"${brackets}`]) {
    expect(readJson(JSON.stringify([text]))).toEqual([text]);
  }
  expect(() => readJson(`["a\\\\",${brackets}`)).toThrow("nested deeper");
});
