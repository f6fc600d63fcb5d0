import { RuntimeFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";
import type { Json } from "../json/json.ts";
import { displayJson } from "../json/write.ts";
import type { JsonataExpression } from "../jsonata/expression.ts";
import { evaluatePathField } from "../query/evaluate.ts";
import type { PathQuery } from "../query/query.ts";
import { javaInteger } from "./java-number.ts";

/**
 * A field that is a number or the path of an integer, also of one in a text (wording recorded: test_max_concurrency_path;
 * numeric texts and paths to nothing reported of recordings held back).
 */
export function integerOf(
  field: number | PathQuery | JsonataExpression | undefined,
  name: string,
  input: Json,
  run: StateRun,
): number | undefined {
  if (field === undefined || typeof field === "number") return field;
  if (field.kind === "jsonata") throw new Error(`A JSONPath state has an expression in ${name}.`);
  const value = evaluatePathField(field, run.scope(input));
  const integer = javaInteger(value);
  if (integer !== undefined) return integer;
  throw new RuntimeFailure(
    `The ${name}Path field refers to value "${displayJson(value)}" which is not a valid integer: ${field.text}`,
  );
}
