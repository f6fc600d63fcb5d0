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
  ["%ERR[A-Z]+%", "[ERROR] it broke"],
  ["?%^WARN% ?%broke$%", "[ERROR] it broke"],
  ["it -%[0-9]{2,}%", "it broke 1 time"],
  ["{ $.ip = %127\\.0\\.0\\.[1-9]% && $.n = 1 }", '{"ip": "127.0.0.7", "n": 1}'],
  ["[ip, user, name]", "127.0.0.1 - frank"],
  ["[ip, user, time, request, status = 4*, size]", '127.0.0.1 frank [10/Oct/2000:13:25:15] "GET /a b" 404 1534'],
  ["[..., status = 404, size > 1000]", '127.0.0.1 frank "GET /" 404 1534'],
  ["[ip = %127\\.0\\.0\\.[1-9]%, ...]", "127.0.0.1 frank"],
  ["[w1 = ERROR || w1 = WARN, w2]", "WARN broken"],
  ["[w1 != INFO && w1 != DEBUG, ...]", "ERROR it broke"],
  ["[, w2 = broke]", "it broke"],
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
  ["%^it%", "[ERROR] it broke"],
  ["{ $.a = %^b% }", '{"a": "ab"}'],
  ["{ $.a = %1% }", '{"a": 1}'],
  ["[ip, user]", "127.0.0.1 - frank"],
  ["[..., size > 1000]", "GET / 404 999"],
  ["[..., size > 1000]", "GET / 404 many"],
  ["[a, ..., b]", "one"],
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

test.for([
  "[a, ...",
  "[..., a, ...]",
  "[a > word]",
  "[= 1]",
  "%open",
  "%(group)%",
  "{ $.a > %1% }",
  "{ $.a }",
  "{ $.a = }",
  "{ $.a > word }",
  "{ ($.a = 1 }",
  "{ $.a = 1",
  '"open',
  "{ }",
])("%s is an invalid filter pattern", (pattern) => {
  expect(() => compileFilterPattern(pattern)).toThrow(/^Invalid (?:filter pattern|regular expression)/);
});

test("a search that would not end is refused", () => {
  const message = "a".repeat(30_000);
  expect(() => compileFilterPattern("%a*a*a*a*b%")(message)).toThrow("Invalid regular expression");
});
