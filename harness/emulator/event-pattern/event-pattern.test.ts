import { expect, test } from "vitest";
import { AwsError } from "../gateway/aws-error.ts";
import { compileEventPattern } from "./event-pattern.ts";

const refusal = (why: string) => new AwsError("InvalidParameter", why);

test.each<[pattern: object, event: unknown, fits: boolean]>([
  [{ a: ["x", "y"] }, { a: "y" }, true],
  [{ a: ["x"] }, { a: "z" }, false],
  [{ a: [1] }, { a: "1" }, false],
  [{ a: [null] }, { a: null }, true],
  [{ a: [""] }, { a: "" }, true],
  [{ a: { b: ["x"] } }, { a: { b: "x" } }, true],
  [{ a: { b: ["x"] } }, { a: "x" }, false],
  [{ a: ["x"] }, { a: ["w", "x"] }, true],
  [{ a: ["x"], b: ["y"] }, { a: "x" }, false],
  [{ $or: [{ a: ["x"] }, { b: ["y"] }] }, { b: "y" }, true],
  [{ a: [{ exists: false }] }, {}, true],
  [{ a: [{ exists: true }] }, { a: null }, true],
  [{ a: [{ prefix: "ab" }] }, { a: "abc" }, true],
  [{ a: [{ suffix: "bc" }] }, { a: "abc" }, true],
  [{ a: [{ prefix: { "equals-ignore-case": "AB" } }] }, { a: "abc" }, true],
  [{ a: [{ "equals-ignore-case": "ABC" }] }, { a: "abc" }, true],
  [{ a: [{ wildcard: "a*c*e" }] }, { a: "abcde" }, true],
  [{ a: [{ wildcard: "a*c" }] }, { a: "abcd" }, false],
  [{ a: [{ wildcard: "ab*ba" }] }, { a: "aba" }, false],
  [{ a: [{ numeric: [">", 0, "<=", 5] }] }, { a: 5 }, true],
  [{ a: [{ numeric: [">", 0, "<=", 5] }] }, { a: 0 }, false],
  [{ a: [{ "anything-but": ["x", "y"] }] }, { a: "z" }, true],
  [{ a: [{ "anything-but": "x" }] }, { a: "x" }, false],
  [{ a: [{ "anything-but": { prefix: ["x", "y"] } }] }, { a: "yz" }, false],
  [{ a: [{ "anything-but": { "equals-ignore-case": ["X"] } }] }, { a: "z" }, true],
  [{ a: [{ cidr: "10.0.0.0/24" }] }, { a: "10.0.0.255" }, true],
  [{ a: [{ cidr: "10.0.0.0/24" }] }, { a: "10.0.1.0" }, false],
  [{ a: [{ cidr: "2001:db8::/32" }] }, { a: "2001:db8::1" }, true],
  [{ a: [{ cidr: "10.0.0.0/24" }] }, { a: "ten" }, false],
  [{ a: [{ "anything-but": { prefix: "x" } }] }, { a: "xy" }, false],
  [{ a: [{ "anything-but": "x" }] }, {}, false],
])("%j and %j", (pattern, event, fits) => {
  expect(compileEventPattern(JSON.stringify(pattern), refusal)(event)).toBe(fits);
});

test.each([
  ["{", "it is no JSON"],
  ["[]", "it is no JSON object"],
  ['{"a":"x"}', '"a" must be an object or a nonempty array'],
  ['{"a":[]}', '"a" must be an object or a nonempty array'],
  ['{"a":[{"like":"x"}]}', "has no comparison that is known"],
  ['{"a":[{"numeric":["!",1]}]}', "numeric must be like"],
])("%s is refused", (pattern, message) => {
  expect(() => compileEventPattern(pattern, refusal)).toThrow(message);
});
