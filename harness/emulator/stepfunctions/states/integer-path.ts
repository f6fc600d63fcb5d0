import { RuntimeFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";
import { type Json, numberOf } from "../json/json.ts";
import { displayJson } from "../json/write.ts";
import type { JsonataExpression } from "../jsonata/expression.ts";
import { lookUp } from "../query/evaluate.ts";
import type { PathQuery } from "../query/query.ts";

/** A field that is a number or the path of an integer (wording recorded: test_max_concurrency_path). */
export function integerOf(
  field: number | PathQuery | JsonataExpression | undefined,
  name: string,
  input: Json,
  run: StateRun,
): number | undefined {
  if (field === undefined || typeof field === "number") return field;
  if (field.kind === "jsonata") throw new Error(`A JSONPath state has an expression in ${name}.`);
  const value = lookUp(field, run.scope(input));
  if (value === undefined) {
    throw new RuntimeFailure(`The ${name}Path parameter does not reference an input value: ${field.text}`);
  }
  const number = numberOf(value);
  if (number !== undefined && Number.isInteger(number)) return number;
  throw new RuntimeFailure(
    `The ${name}Path field refers to value "${displayJson(value)}" which is not a valid integer: ${field.text}`,
  );
}
