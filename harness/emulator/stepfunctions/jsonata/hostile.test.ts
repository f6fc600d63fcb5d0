import fc from "fast-check";
import { expect, test } from "vitest";
import { RandomStream } from "../../../clock/random-streams.ts";
import { parseJson } from "../json/parse.ts";
import { writeJson } from "../json/write.ts";
import { Variables } from "../query/variables.ts";
import { evaluateJsonata } from "./evaluate.ts";
import { compileExpression, JsonataSyntaxError } from "./expression.ts";
import { QueryFailure } from "./query-failure.ts";

const INPUT =
  '{"a":[1,{"b":"x"},[2,3]],"constructor":{"then":1},"__proto__":{"c":2},"s":"aaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}';
const NAMES = [
  "a",
  "b",
  "then",
  "constructor",
  "__proto__",
  "prototype",
  "toString",
  "`a b`",
  "hasOwnProperty",
  "__defineGetter__",
];
const FUNCTIONS = (
  "sum count max string substring pad match contains replace split join formatNumber number map filter reduce sift each zip sort " +
  "merge keys lookup append spread distinct shuffle eval error assert type now millis toMillis fromMillis partition range hash random " +
  "uuid parse clone single exists power"
).split(" ");
const VARIABLES = ["$states", "$states.input", "$x", "$", "$undefined"];

/** Expressions that mostly parse, made of everything that reaches far. */
const expressions = fc.letrec<{ expression: string }>((tie) => {
  const part = tie("expression");
  const name = fc.constantFrom(...NAMES);
  return {
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.oneof(
        fc.constantFrom("1", "-0", "1e308", "'x'", "true", "null", "[]", "{}", "/(a+)+$/", "/x/", "[1..5]", "?"),
        fc.constantFrom(...VARIABLES),
        name,
        fc.constantFrom(...FUNCTIONS).map((called) => `$${called}`),
      ),
      fc.tuple(part, name).map(([from, member]) => `${from}.${member}`),
      fc.tuple(part, part).map(([from, inner]) => `(${from}).(${inner})`),
      fc.tuple(part, part).map(([from, filter]) => `${from}[${filter}]`),
      fc
        .tuple(fc.constantFrom(...FUNCTIONS), fc.array(part, { maxLength: 3 }))
        .map(([called, args]) => `$${called}(${args})`),
      fc
        .tuple(part, fc.constantFrom("+", "*", "&", "=", "<", "and", "in", "..", "~>", "/", "%"), part)
        .map((all) => all.join(" ")),
      fc.tuple(name, part).map(([key, value]) => `{"${key.replaceAll("`", "")}": ${value}}`),
      fc.tuple(part, part).map(([key, value]) => `{$string(${key}): ${value}}`),
      fc
        .tuple(part, name, part)
        .map(([from, key, value]) => `(${from} ~> | ${key} | {"${key.replaceAll("`", "")}": ${value}} |)`),
      part.map((body) => `function($x, $y){ ${body} }`),
      fc.tuple(part, part).map(([called, argument]) => `(${called})(${argument})`),
      fc.tuple(part, part).map(([value, body]) => `($x := ${value}; ${body})`),
      part.map((value) => `[${value}]`),
      fc.tuple(part, part, part).map(([condition, yes, no]) => `(${condition} ? ${yes} : ${no})`),
    ),
  };
}).expression;

async function evaluate(source: string): Promise<string> {
  const variables = new Variables();
  variables.assign([["x", parseJson(INPUT)]]);
  try {
    const value = await evaluateJsonata(compileExpression(`{%${source}%}`, "Output"), {
      states: { input: () => parseJson(INPUT) },
      variables,
      tools: { random: new RandomStream(1), now: () => 0 },
    });
    return writeJson(value);
  } catch (error) {
    if (error instanceof QueryFailure || error instanceof JsonataSyntaxError) return error.message;
    throw error;
  }
}

test("every expression ends with a value or a sentence, and nothing of JavaScript's is changed", async () => {
  const before = Object.getOwnPropertyNames(Object.prototype).sort();
  await fc.assert(
    fc.asyncProperty(expressions, async (source) => {
      expect(typeof (await evaluate(source))).toBe("string");
    }),
    { numRuns: 1500, seed: 6 },
  );
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
  expect(({} as { c?: unknown }).c).toBeUndefined();
});

test("any text at all is compiled or refused", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 40, unit: "binary" }), async (source) => {
      expect(typeof (await evaluate(source))).toBe("string");
    }),
    { numRuns: 200, seed: 6 },
  );
});

test.each([500, 1000, 2000, 4000, 10_000])("%i parentheses are compiled or refused", async (depth) => {
  expect(await evaluate(`${"(".repeat(depth)}1${")".repeat(depth)}`)).toBeTypeOf("string");
  expect(await evaluate(`($f := function($x, $n){ $n = 0 ? $x : $f([[$x]], $n - 1) }; $f(1, ${depth}))`)).toBeTypeOf(
    "string",
  );
});
