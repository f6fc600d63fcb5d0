import type { StateRun } from "../execution/state-run.ts";
import type { JsonataExpression } from "../jsonata/expression.ts";
import { MAXIMUM_SECONDS } from "../limits.ts";

/** An expression that must give a whole number of seconds in these bounds. Throws as `run.evaluate`; the sentences are ours. */
export async function evaluateSeconds(expression: JsonataExpression, minimum: number, run: StateRun): Promise<number> {
  const seconds = await run.evaluateTo("number", expression);
  const { field } = expression;
  if (!Number.isInteger(seconds)) {
    throw run.queryFailure(field, `The ${field} field cannot be parsed as an integer: ${seconds}`);
  }
  if (seconds >= minimum && seconds <= MAXIMUM_SECONDS) return seconds;
  throw run.queryFailure(
    field,
    `The ${field} field must be between ${minimum} and ${MAXIMUM_SECONDS}, but was: ${seconds}`,
  );
}
