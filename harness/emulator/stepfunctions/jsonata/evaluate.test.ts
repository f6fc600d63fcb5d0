import { expect, test } from "vitest";
import { RandomStream } from "../../../clock/random-streams.ts";
import { parseJson } from "../json/parse.ts";
import { writeJson } from "../json/write.ts";
import { Variables } from "../query/variables.ts";
import { evaluateJsonata } from "./evaluate.ts";
import { QueryFailure } from "./query-failure.ts";
import { compileJsonataTemplate } from "./template.ts";

const NOW = Date.parse("2025-11-24T10:00:00.000Z");

/** The value of one expression, or the sentence with which it fails. */
async function evaluate(expression: string, input = "{}", variables: Record<string, string> = {}): Promise<string> {
  const scope = new Variables();
  scope.assign(Object.entries(variables).map(([name, text]) => [name, parseJson(text)]));
  try {
    const value = await evaluateJsonata(compileJsonataTemplate(`{% ${expression} %}`, "Output"), {
      states: { input: () => parseJson(input) },
      variables: scope,
      tools: { random: new RandomStream(1), now: () => NOW },
    });
    return writeJson(value);
  } catch (error) {
    if (!(error instanceof QueryFailure)) throw error;
    return error.message
      .replace(`The JSONata expression '${expression}' `, "")
      .replace("specified for the field 'Output' ", "");
  }
}

test.each([
  ["$states.input.a", '{"a":1.0}', "1"],
  ["$states.input", '{"b":1.0,"2":1,"1":12345678901}', '{"b":1,"2":1,"1":12345678901}'],
  ["$states.input.a", '{"a":9223372036854775808}', "9.223372036854776E18"],
  ["$states.input", '{"a":9223372036854775807}', '{"a":9223372036854775807}'],
  ["$states.input.a", '{"a":12345678.5}', "1.23456785E7"],
  ["$states.input.a * 1", '{"a":1e17}', "100000000000000000"],
  ["$states.input.bar", '{"bar":null}', "null"],
  ["[1/0, 0/0]", "{}", '["Infinity","NaN"]'],
  ["$string(1e21)", "{}", '"1e+21"'],
])("%s of %s is %s: numbers as AWS writes them (measured)", async (expression, input, value) => {
  expect(await evaluate(expression, input)).toBe(value);
});

test.each([
  ["$partition([1,2,3,4,5], 2)", "[[1,2],[3,4],[5]]"],
  ["$partition([1,2,3])", "[[1,2,3]]"],
  ["$partition([1,2,3], 2.9)", "[[1,2],[3]]"],
  ["$partition([1,2,3], 0)", "returned nothing (undefined)."],
  ["$partition([], 2)", "returned nothing (undefined)."],
  ["$partition([1,2,3], -1)", "threw an error during evaluation. D3137: Second argument must be zero or greater"],
  ["$range(0, 10, 2)", "[0,2,4,6,8,10]"],
  ["$range(10, 0, -2)", "[10,8,6,4,2,0]"],
  ["$range(-1.7, 2, 1)", "[-1,0,1,2]"],
  ["$range(3, 3, 1)", "3"],
  ["$range(5, 1, 1)", "returned nothing (undefined)."],
  ["$range(1, 5)", "returned nothing (undefined)."],
  ["$count($range(1, 360145, 1))", "360145"],
  [
    "$range(1, 360146, 1)",
    "threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage",
  ],
  ["$hash('Hello', 'MD5')", '"8b1a9953c4611296a827abf8c47804d7"'],
  ["$hash('Hello', 'SHA-1')", '"f7ff9e8b7bb2e09b70935a5d785e0cc5d9d0abf0"'],
  ["$hash('Hello')", "returned nothing (undefined)."],
  ["$random(42)", "0.7275636800328681"],
  ["$random(0.9)", "0.730967787376657"],
  ["$random() < 1", "true"],
  ['$parse(\'{"b":1,"a":[2]}\')', '{"b":1,"a":[2]}'],
  ['$parse(\'{"a":{"b":1},"b":[{"a":1},{"a":2}]}\').b.a', "[1,2]"],
  ['$parse(\'{"a":1,"a":2}\')', "threw an error during evaluation. D3137: Invalid JSON"],
  ["$parse('1e400')", "threw an error during evaluation. D3137: Invalid JSON"],
  ["$parse('')", "threw an error during evaluation. D3137: Invalid JSON"],
  ["$map(['{\"a\":1}', '{\"a\":2}'], $parse).a", "[1,2]"],
  ["$length($uuid())", "36"],
  ["$uuid() = $uuid()", "false"],
])("%s is %s: the functions of AWS (measured)", async (expression, value) => {
  expect(await evaluate(expression)).toBe(value);
});

test.each([
  [
    "$range(1)",
    'threw an error during evaluation. T0410: Argument 2 of function "range" does not match function signature',
  ],
  [
    "$uuid('seed')",
    'threw an error during evaluation. T0410: Argument 1 of function "uuid" does not match function signature',
  ],
  [
    "$hash(42, 'MD5')",
    'threw an error during evaluation. T0410: Argument 1 of function "hash" does not match function signature',
  ],
  [
    "$sum(['a'])",
    'threw an error during evaluation. T0412: Argument 1 of function "sum" must be an array of "numbers"',
  ],
  ["$eval('1+1')", "threw an error during evaluation. T1006: Attempted to invoke a non-function"],
  [
    "$formatNumber(1, '0%%')",
    "threw an error during evaluation. D3082: The sub-picture must not contain more than one instance of the 'percent' character",
  ],
  [
    "$sqrt(-1)",
    "threw an error during evaluation. D3060: The sqrt function cannot be applied to a negative number: -1",
  ],
  ["$missing", "returned nothing (undefined)."],
  ["$sum", "for the field 'Output' returned an unsupported result type."],
])("%s: %s", async (expression, sentence) => {
  expect(await evaluate(expression)).toBe(sentence);
});

test("time and chance are the world's", async () => {
  expect(await evaluate("$now()")).toBe('"2025-11-24T10:00:00.000Z"');
  expect(await evaluate("$now('[Y]/[M01]')")).toBe('"2025/11"');
  expect(await evaluate("$millis()")).toBe(String(NOW));
  expect(await evaluate("$shuffle([1,2,3,4,5])")).toBe(await evaluate("$shuffle([1,2,3,4,5])"));
  expect(await evaluate("$random()")).toBe(await evaluate("$random()"));
});

const TOO_DEEP =
  "threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive";
const TOO_LARGE =
  "threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage";
const TOO_LONG = "threw an error during evaluation: Expression evaluation timeout: Check for infinite loop";
const recursion = (depth: number): string => `($f := function($x){ $x <= 0 ? 0 : 1 + $f($x-1) }; $f(${depth}))`;
const doubling = (times: number): string =>
  `($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $length($f('x', ${times})))`;

test.each([
  ["terms", `1${"+1".repeat(99)}`, "100"],
  ["terms", `1${"+1".repeat(100)}`, TOO_DEEP],
  ["parentheses", `${"(".repeat(99)}1${")".repeat(99)}`, "1"],
  ["parentheses", `${"(".repeat(100)}1${")".repeat(100)}`, TOO_DEEP],
  ["calls", recursion(31), "31"],
  ["calls", recursion(32), TOO_DEEP],
  ["elements", "[1..873782] ~> $count()", "873782"],
  ["elements", "[1..873783] ~> $count()", TOO_LARGE],
  ["characters", doubling(22), "4194304"],
  ["characters", doubling(23), TOO_LARGE],
  ["mapped", "$sum($map([1..200000], function($v){$v * 2}))", "40000200000"],
])("limits of %s are AWS's (measured)", async (_what, expression, value) => {
  expect(await evaluate(expression)).toBe(value);
});

test.each([
  ["endless tail recursion", "($f := function($x){ $f($x+1) }; $f(1))", TOO_LONG],
  ["quadratic work", "$count($distinct([1..100000]))", TOO_LONG],
  ["folded copies", "$count($reduce([1..800000], $append))", TOO_LONG],
  ["padding", "$length($pad('x', 1000000000))", TOO_LARGE],
  [
    "shared objects",
    '($f := function($x, $n){ $n = 0 ? $x : $f({"a":$x,"b":$x}, $n - 1) }; $string($f("abcdefgh", 40)))',
    TOO_LARGE,
  ],
  ["backtracking", `$contains('${"a".repeat(40)}!', /^(a+)+$/)`, TOO_LONG],
])("%s ends", async (_what, expression, value) => {
  expect(await evaluate(expression)).toBe(value);
});

test.each([
  ["{'a': 1}.constructor", "returned nothing (undefined)."],
  ["{'a': 1}.toString.constructor('return process')()", "returned nothing (undefined)."],
  ["$lookup({'a': 1}, 'constructor')", "returned nothing (undefined)."],
  ["$states.input.constructor", "returned nothing (undefined)."],
  ["{'a': {}} ~> | __proto__ | {'polluted': true} |", '{"a":{}}'],
  ["{'a': {}} ~> | a.$lookup($, '__proto__') | {'polluted': true} |", '{"a":{}}'],
  ["$merge([{'__proto__': {'polluted': true}}, {}]).polluted", "returned nothing (undefined)."],
  // A promise that never ends would be waited for forever.
  ["(function($f){{'then': $f}})(function($a, $b){1})", "for the field 'Output' returned an unsupported result type."],
  ["{'then': /x/}", "for the field 'Output' returned an unsupported result type."],
  ["($k := 'the' & 'n'; {$k: /x/})", "for the field 'Output' returned an unsupported result type."],
])("%s reaches nothing of JavaScript's", async (expression, value) => {
  expect(await evaluate(expression)).toBe(value);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test.each([
  ["$states.input", '{"__proto__":{"a":1},"b":2}'],
  ["$states.input.__proto__", '{"a":1}'],
  ["$states.input.`__proto__`.a", "1"],
  ["$lookup($states.input, '__proto__')", '{"a":1}'],
  ["{'__proto__': 1}", '{"__proto__":1}'],
  ["{'__pro' & 'to__': 1}", '{"__proto__":1}'],
  ["{'x': {'__proto__': 5}}.x.__proto__", "5"],
  ["[{'k': '__proto__', 'v': 1}]{k: v}", '{"__proto__":1}'],
  ["$merge([$states.input, {'d': 1}])", '{"__proto__":{"a":1},"b":2,"d":1}'],
  ["$keys($states.input)", '["__proto__","b"]'],
  ["$keys({'__proto__': 1})", '"__proto__"'],
  ["$each($states.input, function($v, $k){ $k })", '["__proto__","b"]'],
  ["$sift($states.input, function($v, $k){ $k = '__proto__' })", '{"__proto__":{"a":1}}'],
  ["$spread($states.input)", '[{"__proto__":{"a":1}},{"b":2}]'],
  ["$string($states.input)", '"{\\"__proto__\\":{\\"a\\":1},\\"b\\":2}"'],
  ["$states.input ~> |$|{'__proto__': 3}|", '{"__proto__":3,"b":2}'],
  ["$states.input ~> |$|{}, '__proto__'|", '{"b":2}'],
  ["$length($keys($states.input)[0])", "9"],
])("%s keeps the key __proto__", async (expression, value) => {
  expect(await evaluate(expression, '{"__proto__":{"a":1},"b":2}')).toBe(value);
});

test("a key that JavaScript knows too is data like any other", async () => {
  expect(await evaluate("$states.input.constructor.then", '{"constructor":{"then":5}}')).toBe("5");
  expect(await evaluate("{'then': $states.input.x}.then", '{"x":5}')).toBe("5");
});

test("variables are read by their names and hide functions", async () => {
  expect(await evaluate("$a.b + $sum", "{}", { a: '{"b":2}', sum: "3" })).toBe("5");
});
