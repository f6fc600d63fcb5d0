import { expect, test } from "vitest";
import { cutJson } from "./cut-json.ts";

test.each([
  ['{"a":1,"b":"two', { a: 1 }],
  ['{"a":1,"b":4', { a: 1 }],
  ['{"a":[{"b":1},{"c":"x,y{"},{"d', { a: [{ b: 1 }, { c: "x,y{" }, {}] }],
  ['{"a":{"b":"\\"', { a: {} }],
  ['{"a":1}', { a: 1 }],
  ["[1,2,3", [1, 2]],
  ["{", {}],
])("%j is complete as far as %j", (text, value) => {
  expect(cutJson(text)).toEqual(value);
});

test.each(["", "nothing", "]"])("%j is no JSON", (text) => {
  expect(cutJson(text)).toBeUndefined();
});

test("what is nested deeper than anything that tools print is left alone", () => {
  expect(cutJson('{"a":['.repeat(5_000))).toBeUndefined();
});

test("wherever a log line is cut, what is read of it is what it said", () => {
  const line = { time: "t", level: "WARN", msg: "m", error_codes: { A: 4, B: [1, "x"] }, err: 'a "b" \\ c', size: 45 };
  const text = JSON.stringify(line);
  for (let end = 1; end <= text.length; end++) {
    const read = cutJson(text.slice(0, end)) as Readonly<Record<string, unknown>>;
    const complete = Object.entries(read).filter(([, value]) => typeof value !== "object");
    expect(line).toMatchObject(Object.fromEntries(complete));
  }
});
