import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { RandomStream } from "../../../clock/random-streams.ts";
import { fromNative } from "../json/native.ts";
import { parseJson } from "../json/parse.ts";
import { writeJson } from "../json/write.ts";
import { Variables } from "../query/variables.ts";
import { evaluateJsonata } from "./evaluate.ts";
import { compileExpression, JsonataSyntaxError } from "./expression.ts";
import { QueryFailure } from "./query-failure.ts";

const suite = z
  .object({
    datasets: z.record(z.string(), z.unknown()),
    cases: z.array(
      z.object({
        name: z.string(),
        expr: z.string(),
        data: z.unknown().optional(),
        dataset: z.string().optional(),
        bindings: z.record(z.string(), z.unknown()).optional(),
        result: z.unknown().optional(),
        code: z.string().optional(),
        undefinedResult: z.boolean().optional(),
        unordered: z.boolean().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL("fixtures/reference-suite.json", import.meta.url), "utf8")));

type Case = (typeof suite.cases)[number];

/** Cases that cannot come out the same, and why. */
const OTHERWISE: ReadonlyMap<string, string> = new Map([
  ...["tail-recursion/case001", "tail-recursion/case002", "tail-recursion/case005", "tail-recursion/case006"].map(
    (name) => [name, "AWS stops at a depth of 100, and names no code"] as const,
  ),
  ...["range-operator/case021", "range-operator/case024"].map((name) => [name, "AWS's limit of memory"] as const),
  ...["flattening/case037", "flattening/case038", "flattening/case045", "joins/library-joins#10"].map(
    (name) => [name, "a step around the expression takes one element out of its list"] as const,
  ),
  ...["parent-operator/errors#1", "parent-operator/errors#5", "parent-operator/errors#10"].map(
    (name) => [name, "a step around the expression is a parent"] as const,
  ),
  ...[
    "errors/case015",
    "parent-operator/errors#4",
    "parent-operator/errors#7",
    "parent-operator/errors#11",
    "token-conversion/case002",
  ].map((name) => [name, "what stands behind the expression is named instead of its end"] as const),
  ...["function-string/case002", "function-string/case007"].map(
    (name) => [name, "this copy of the suite was changed: 1e21 for the reference's 1e+21"] as const,
  ),
  ["transform/case019", "there is no context"],
]);

/** Why a case is left out, if it is. */
function skipReason(example: Case): string | undefined {
  if (Array.isArray(dataOf(example))) return "its input is an array, which cannot be made the context";
  if (example.name.startsWith("function-eval/")) return "AWS has no $eval";
  return example.expr.includes("$$") ? "AWS refuses $$" : OTHERWISE.get(example.name);
}

function dataOf({ data, dataset }: Case): unknown {
  return dataset === undefined ? data : suite.datasets[dataset];
}

/** An expression as a machine must write it: without a context, the input by its name. */
async function run(example: Case): Promise<unknown> {
  const data = dataOf(example);
  const source = data === undefined || data === null ? example.expr : `$states.input.(${example.expr}\n)`;
  const variables = new Variables();
  variables.assign(Object.entries(example.bindings ?? {}).map(([name, value]) => [name, fromNative(value)]));
  try {
    const value = await evaluateJsonata(compileExpression(`{%${source}%}`, "Output"), {
      states: { input: () => parseJson(JSON.stringify(data ?? null)) },
      variables,
      tools: { random: new RandomStream(1), now: () => 0 },
    });
    return { result: JSON.parse(writeJson(value)) as unknown };
  } catch (error) {
    if (error instanceof JsonataSyntaxError) return { code: error.code };
    if (!(error instanceof QueryFailure)) throw error;
    if (error.message.endsWith("returned nothing (undefined).")) return { undefinedResult: true };
    return { code: /evaluation\. ([A-Z]\d{4}):/.exec(error.message)?.[1] ?? error.message };
  }
}

const groups = Map.groupBy(
  suite.cases.filter((example) => skipReason(example) === undefined),
  ({ name }) => name.split("/")[0] ?? "",
);

test("nine tenths of the suite run as they are", () => {
  expect(suite.cases.filter((example) => skipReason(example) === undefined).length).toBeGreaterThan(
    suite.cases.length * 0.9,
  );
});

test.each([...groups])("%s", async (_group, examples) => {
  for (const example of examples) {
    const { name, expr, result, code, undefinedResult = code === undefined && result === undefined } = example;
    const expected = code === undefined ? (undefinedResult ? { undefinedResult } : { result }) : { code };
    expect({ name, expr, ...((await run(example)) as object) }).toEqual({ name, expr, ...expected });
  }
});
