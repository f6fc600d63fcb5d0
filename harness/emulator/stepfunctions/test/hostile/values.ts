import fc from "fast-check";

/** Keys that mean something to JavaScript, to paths or to places in diagnostics. */
export const KEYS = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "",
  "a/b",
  "$",
  "'",
  "\ud800",
];

/** Paths that AWS takes, whatever they find. */
export const GOOD_PATHS = [
  "$",
  "$$",
  "$.a",
  "$.a.b[0]",
  "$..a",
  "$..*",
  "$.*",
  "$[*]",
  "$.a[1:2]",
  "$.a[-1:]",
  "$.a[?(@.b == 1 && @.c =~ /(a+)+$/)]",
  "$.__proto__",
  "$['constructor']['prototype']",
  "$['__proto__'].polluted",
  "$$.Execution.Input",
  "$$.Map.Item.Value",
  "$v",
  "$v.a",
];

/** Places that a ResultPath may name. */
export const PLACES = [
  "$",
  "$.a",
  "$.a.b",
  "$.a[0]",
  "$.__proto__",
  "$.__proto__.polluted",
  "$['constructor']['prototype']['polluted']",
];

export const GOOD_INTRINSICS = [
  "States.Array(1, 'a', $.a)",
  "States.ArrayRange(0, 10, 1)",
  "States.ArrayRange(0, 999999999, 1)",
  "States.ArrayRange(1, 0, 0)",
  "States.ArrayPartition($.a, 0)",
  "States.ArrayPartition($.a, 2)",
  "States.ArrayContains($.a, $)",
  "States.ArrayUnique($.a)",
  "States.ArrayGetItem($.a, -1)",
  "States.ArrayLength($)",
  "States.Format('{}{}', $.a)",
  "States.Format('{}', States.UUID())",
  "States.JsonMerge($.a, $, false)",
  "States.JsonToString($)",
  'States.StringToJson(\'\\{"__proto__":\\{"polluted":1\\}\\}\')',
  "States.StringToJson($.a)",
  "States.StringSplit('a,b', '')",
  "States.MathRandom(0, 0)",
  "States.MathRandom(1, 9, 5)",
  "States.MathAdd(1e308, 1e308)",
  "States.Base64Decode('%%%')",
  "States.Base64Encode($.a)",
  "States.Hash($.a, 'SHA-0')",
  "States.Hash('a', 'MD5')",
];

const BAD_QUERIES = [
  "$states[",
  "$.a[?(",
  "$.a[99999999999999999999]",
  "$.",
  "a",
  "States.constructor('x')",
  "States.Nothing()",
  "States.Format('",
];

/** JSONata that AWS creates machines with, whatever comes of it (what takes long is tried once, in the test itself). */
export const GOOD_EXPRESSIONS = [
  "$states.input",
  "$states.input.a.b",
  "$states.input.**",
  "$states.context.Execution.Id",
  "$x := 1",
  "$sum([1..10])",
  "[1..10000000]",
  "[1..9000000].[1..9000000]",
  "$range(0, 10000000, 1)",
  "$partition([1,2,3], 0)",
  "$partition([1..5], 2)",
  "$pad('x', 100000000)",
  "$join([1..1000].$string($))",
  "$states.input.__proto__",
  "$states.input.constructor.constructor('return 1')()",
  "$lookup($states.input, '__proto__')",
  '{"__proto__": {"polluted": 1}}',
  "$merge([{'__proto__': {'polluted': 1}}, $states.input])",
  "$states.input ~> |$|{'__proto__': {'polluted': 1}}|",
  "$spread($states.input)",
  "$each($states.input, function($value, $key) { $key })",
  "$sift($states.input, function($value, $key) { true })",
  "$sort([3,1,2], function($l, $r) { $l > $r })",
  "$toMillis('x')",
  "$now('[Y]')",
  "$formatNumber(1, '#,##0.00')",
  "$formatBase(255, 99)",
  "$parse('{')",
  "$parse('{\"__proto__\":1}')",
  "$hash('a', 'SHA-0')",
  "$hash('a', 'MD5')",
  "$random()",
  "$random('seed')",
  "$uuid()",
  "$eval('1')",
  "$error('x')",
  "$assert(false, 'x')",
  "1/0",
  "$power(10, 400)",
  "null",
  "true",
  "1",
  "'2016-03-14T01:59:00Z'",
  "function($x){ $x }",
];

const BAD_EXPRESSIONS = ["undefined", "a.b.c", "$$", "(", "", "$states.errorOutput.a.%.%"];

export const text = fc.oneof(
  fc.constantFrom(...GOOD_PATHS, ...GOOD_INTRINSICS, ...BAD_QUERIES),
  fc.constantFrom(...GOOD_EXPRESSIONS, ...BAD_EXPRESSIONS).map((expression) => `{% ${expression} %}`),
  fc.constantFrom("STANDARD", "JSONata", "JSONPath", "States.ALL", "2016-03-14T01:59:00Z", "{% open", "a".repeat(100)),
  fc.string({ unit: "binary", maxLength: 12 }),
);
