import { ACCOUNT_CONCURRENCY } from "../limits.ts";
import type { LambdaState } from "../state.ts";
import type { LambdaFunction } from "./lambda-function.ts";

/** Executions that no function has for itself, leaving out what `but` has. */
export function unreservedConcurrency(state: LambdaState, but?: LambdaFunction): number {
  return state.functions
    .all()
    .filter((one) => one !== but)
    .reduce((left, { reservedConcurrency = 0 }) => left - reservedConcurrency, ACCOUNT_CONCURRENCY);
}
