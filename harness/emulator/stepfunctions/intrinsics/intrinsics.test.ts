import { expect, test } from "vitest";
import { RandomStream } from "../../../clock/random-streams.ts";
import { parseJson } from "../json/parse.ts";
import { writeJson } from "../json/write.ts";
import { PathSyntaxError } from "../jsonpath/text-cursor.ts";
import { evaluateField } from "../query/evaluate.ts";
import { parseQuery } from "../query/parse.ts";
import { Variables } from "../query/variables.ts";

function evaluate(call: string, input = "{}"): string {
  const scope = {
    input: parseJson(input),
    context: () => null,
    variables: new Variables(),
    tools: { random: new RandomStream(1) },
  };
  return writeJson(evaluateField(parseQuery(call), "x.$", scope));
}

test.each([
  ["States.Array()", "[]"],
  ["States.Array(1.0, 'a', null, $.v)", '[1.0,"a",null,{"k":1}]'],
  ["States.ArrayPartition(States.ArrayRange(1, 5, 1), 2)", "[[1,2],[3,4],[5]]"],
  ["States.ArrayContains(States.Array(1, 2), 2.0)", "true"],
  ["States.ArrayRange(10, 1, -3)", "[10,7,4,1]"],
  ["States.ArrayGetItem(States.Array('a', 'b'), 1)", '"b"'],
  ["States.ArrayLength(States.Array(1, 2))", "2"],
  ["States.ArrayUnique(States.Array(1, 2, 1, 'a', 'a'))", '[1,2,"a"]'],
  ["States.Base64Encode('Data to encode')", '"RGF0YSB0byBlbmNvZGU="'],
  ["States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", '"Data to encode"'],
  ["States.Format('{} and \\{{}\\}: {}', 1, 'it\\'s', $.v)", '"1 and {it\'s}: {k=1}"'],
  ["States.Format('{}', States.StringToJson('{\"Arg1\": 1, \"Arg2\": []}'))", '"{Arg1=1, Arg2=[]}"'],
  [
    "States.Format('{}', States.StringToJson('[null, true, {\"a\": [\"t\", 1.50]}, 1e7]'))",
    '"[null, true, {a=[t, 1.5]}, 1.0E7]"',
  ],
  ["States.Format('{} {} {}', 1.0, 12345678901234567890, 0.0001)", '"1.0 12345678901234567890 1.0E-4"'],
  ["States.Hash('input data', 'SHA-1')", '"aaff4a450a104cd177d28d18d74485e8cae074b7"'],
  ["States.Hash('Hash this string', 'SHA-256')", '"1cac63f39fd68d8c531f27b807610fb3d50f0fc3f186995767fb6316e7200a3e"'],
  ["States.JsonMerge($.v, $.w, false)", '{"k":2,"l":3}'],
  ["States.JsonToString($.v)", '"{\\"k\\":1}"'],
  ["States.StringToJson('{\"a\": 1.0}')", '{"a":1.0}'],
  ["States.StringToJson(' ')", "null"],
  ["States.MathAdd(1.5, -1.5)", "1"],
  ["States.MathAdd(-0.4, 0)", "0"],
  ["States.StringSplit('This.is+a,test', '.+,')", '["This","is","a","test"]'],
])("%s = %s", (call, value) => {
  expect(evaluate(call, '{"v":{"k":1},"w":{"k":2,"l":3}}')).toBe(value);
});

test("random numbers stay in their range, and a seed repeats them", () => {
  expect(evaluate("States.MathRandom(3, 4)")).toBe("3");
  expect(evaluate("States.MathRandom(1, 1000000, 7)")).toBe(evaluate("States.MathRandom(1, 1000000, 7)"));
  expect(evaluate("States.UUID()")).toMatch(/^"[0-9a-f-]{14}4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"$/);
});

// Quoted by users; AWS names no reason.
test.each([
  "States.ArrayGetItem(States.Array(1), 3)",
  "States.ArrayRange(1, 5, 0)",
  "States.ArrayRange(1, 1001, 1)",
  "States.ArrayPartition(States.Array(1), 0.49)",
  "States.JsonMerge($, $, true)",
  "States.Hash('a', 'CRC32')",
  "States.MathAdd('1', 2)",
  "States.MathAdd(2147483647, 1)",
  "States.MathRandom(1.4, 1.6)",
  "States.StringToJson('[')",
  "States.Base64Decode('a')",
])("%s refuses its arguments", (call) => {
  const name = /^States.\w+/.exec(call)?.[0];
  expect(() => evaluate(call)).toThrow(`The function '${call}' had the following error: Invalid arguments in ${name}`);
});

test("other failures of functions say more", () => {
  expect(() => evaluate("States.Format('{} {}', 1)")).toThrow(
    "The function 'States.Format('{} {}', 1)' had the following error: Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.",
  );
  expect(() => evaluate("States.Array(1, States.Format('{}', $.nope))", '{"other":1}')).toThrow(
    `The function 'States.Format('{}', $.nope)' had the following error: The JsonPath argument for the field '$.nope' could not be found in the input '{"other":1}'`,
  );
});

test.each([
  ["States.ArrayRange(1.6, 1.4, 1)", "[1]"],
  ["States.ArrayRange(5.4, -0.6, -2.4)", "[5,3,1]"],
])("%s = %s: fractions are cut off (measured by aws-local-stepfunctions)", (call, value) => {
  expect(evaluate(call)).toBe(value);
});

test.each([
  "States.Nothing()",
  "States.Array(",
  "States.Array(1",
  "States.Format('a\\\"b')",
  "States.MathAdd(1)",
  "Array(1)",
])("%s is no intrinsic function", (call) => {
  expect(() => parseQuery(call)).toThrow(PathSyntaxError);
});
