import { expect, test } from "vitest";
import { compileFilterPattern } from "./filter-pattern.ts";

const MATCHING: [pattern: string, message: string][] = [
  ["", "anything"],
  ["ERROR", "[ERROR] it broke"],
  ["it ERROR", "[ERROR] it broke"],
  ['"it broke"', "[ERROR] it broke"],
  ["?WARN ?ERROR", "[ERROR] it broke"],
  ["ERROR -WARN", "[ERROR] it broke"],
  ['{ $.type = "ExecutionFailed" }', '{"type": "ExecutionFailed"}'],
  ["{ $.type = Execution* }", '{"type": "ExecutionFailed"}'],
  ['{ $.type = "*tion*ed" }', '{"type": "ExecutionFailed"}'],
  ['{ $.type != "ExecutionFailed" }', '{"type": "ExecutionSucceeded"}'],
  ["{ $.a.b[1].c >= 2.5 }", '{"a": {"b": [0, {"c": 2.5}]}}'],
  ['{ $.["a b"] = 1 }', '{"a b": 1}'],
  ["{ $.a = 1 && ($.b = 3 || $.b = 2) }", '{"a": 1, "b": 2}'],
  ["{ $.a NOT EXISTS }", "{}"],
  ["{ $.a IS NULL }", '{"a": null}'],
  ["{ $.a IS TRUE }", '{"a": true}'],
  ["{ $.a is false }", '{"a": false}'],
];

const NOT_MATCHING: [pattern: string, message: string][] = [
  ["ERROR", "[error] it broke"],
  ["it WARN", "[ERROR] it broke"],
  ["?WARN ?INFO", "[ERROR] it broke"],
  ["ERROR -broke", "[ERROR] it broke"],
  ['{ $.type = "Execution" }', '{"type": "ExecutionFailed"}'],
  ['{ $.type = "ab*ba" }', '{"type": "aba"}'],
  ['{ $.type != "x" }', "{}"],
  ["{ $.a > 1 }", '{"a": "2"}'],
  ["{ $.a = 1 }", "no JSON"],
  ["{ $.a = 1 }", '{"a": '],
  ["{ $.__proto__ IS NULL }", "{}"],
];

test.for(MATCHING)("%s matches %s", ([pattern, message]) => {
  expect(compileFilterPattern(pattern)(message)).toBe(true);
});

test.for(NOT_MATCHING)("%s does not match %s", ([pattern, message]) => {
  expect(compileFilterPattern(pattern)(message)).toBe(false);
});

test.for(["{ $.a }", "{ $.a = }", "{ $.a > word }", "{ ($.a = 1 }", "{ $.a = 1", '"open', "{ }"])(
  "%s is an invalid filter pattern",
  (pattern) => {
    expect(() => compileFilterPattern(pattern)).toThrow("Invalid filter pattern");
  },
);

test.for(["[ip, user]", "%regular.*expression%"])("%s is refused by name", (pattern) => {
  expect(() => compileFilterPattern(pattern)).toThrow("is not emulated");
});
