import { expect, test } from "vitest";
import { boundedJson } from "./bounded-json.ts";

class Own {}

test.each([
  [undefined, "undefined"],
  [null, "null"],
  [5n, '"5"'],
  ["x", '"x"'],
  [{ a: [1, { b: true }], c: undefined }, '{"a":[1,{"b":true}]}'],
  [Buffer.from("abc"), '"3 bytes"'],
  [new Date(0), '"1970-01-01T00:00:00.000Z"'],
  [new Date(Number.NaN), '"no date"'],
  [/a"b/g, '"/a\\"b/g"'],
  [new TypeError("no"), '"TypeError: no"'],
  [() => 1, '"a function"'],
  [new Own(), '"a Own"'],
  [expect.stringContaining("zip"), '"StringContaining \\"zip\\""'],
  [expect.any(Number), '"Any Number"'],
  [{ a: { b: { c: { d: { e: { f: { g: 1 } } } } } } }, '{"a":{"b":{"c":{"d":{"e":{"f":"…"}}}}}}'],
])("%o", (value, expected) => expect(boundedJson(value)).toBe(expected));

test("what is long is cut", () => {
  expect(boundedJson("x ".repeat(5_000)).length).toBeLessThan(610);
  expect(boundedJson(Array.from({ length: 100 }, () => 1))).toMatch(/,"… 40 more"\]$/);
  expect(boundedJson(Object.fromEntries(Array.from({ length: 80 }, (_, n) => [`k${n}`, n])))).toMatch(
    /"…":"20 more"}$/,
  );
});

test("half a secret is not left over", () => {
  const secret = "0123456789abcdef".repeat(4);
  for (const before of [540, 560, 590]) {
    const text = boundedJson(`${"x ".repeat(before / 2)}Bearer ${secret} and more`);
    expect(text.includes(secret) || !text.includes("0123456789")).toBe(true);
  }
});

test("a value that holds itself comes to an end", () => {
  const round: Record<string, unknown> = {};
  round.again = round;
  expect(boundedJson(round)).toContain("…");
});
