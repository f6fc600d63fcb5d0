import type { NumberField } from "../definition/distributed-map.ts";
import type { MapState } from "../definition/machine.ts";
import { RuntimeFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";
import type { Json } from "../json/json.ts";
import { displayJson } from "../json/write.ts";
import { MAXIMUM_MAP_ITEMS, MAXIMUM_PERCENTAGE, MINIMUM_COUNT } from "../limits.ts";
import type { Tolerance } from "../map-runs/map-run.ts";
import { evaluatePathField } from "../query/evaluate.ts";
import { integerOf } from "./integer-path.ts";
import { javaFloat } from "./java-number.ts";

/** MaxConcurrency as the definition gives it; 0 when it does not. */
export function maxConcurrencyOf(state: MapState, input: Json, run: StateRun): number | Promise<number> {
  const { maxConcurrency } = state;
  if (maxConcurrency === undefined || typeof maxConcurrency === "number") return maxConcurrency ?? 0;
  if (maxConcurrency.kind === "jsonata") {
    return run.evaluateTo("number", maxConcurrency).then(notNegative);
  }
  return notNegative(integerOf(maxConcurrency, "MaxConcurrency", input, run) ?? 0);
}

function notNegative(limit: number): number {
  if (limit < MINIMUM_COUNT) throw new RuntimeFailure("MaxConcurrency cannot be negative.");
  return limit;
}

/** What may fail. The wording is recorded: test_map_state_tolerated_failure_count_path; that of a percentage is LocalStack's. */
export async function toleranceOf(state: MapState, input: Json, run: StateRun): Promise<Tolerance> {
  const count = await integerField(state.toleratedFailureCount, "ToleratedFailureCount", input, run);
  if (count !== undefined && count < MINIMUM_COUNT)
    throw new RuntimeFailure("ToleratedFailureCount cannot be negative.");
  const percentage = await percentageOf(state, input, run);
  if (percentage !== undefined && (percentage < MINIMUM_COUNT || percentage > MAXIMUM_PERCENTAGE)) {
    throw new RuntimeFailure(`ToleratedFailurePercentage must be between ${MINIMUM_COUNT} and ${MAXIMUM_PERCENTAGE}.`);
  }
  if (count !== undefined) run.inspect("toleratedFailureCount", count);
  if (percentage !== undefined) run.inspect("toleratedFailurePercentage", percentage);
  return { count, percentage };
}

/** How many items an ItemReader gets at most; negative when MaxItemsPath says so. */
export async function maximumItemsOf(state: MapState, input: Json, run: StateRun): Promise<number> {
  const reader = state.distributed?.itemReader;
  if (!reader) return MAXIMUM_MAP_ITEMS;
  const maximum = await integerField(reader.maxItems, "MaxItems", input, run);
  return Math.min(Math.floor(maximum ?? 0) || MAXIMUM_MAP_ITEMS, MAXIMUM_MAP_ITEMS);
}

/** A field that is a number, the path of an integer, or an expression. */
export async function integerField(
  field: NumberField,
  name: string,
  input: Json,
  run: StateRun,
): Promise<number | undefined> {
  if (typeof field === "object" && field.kind === "jsonata") return run.evaluateTo("number", field);
  return integerOf(field, name, input, run);
}

async function percentageOf(state: MapState, input: Json, run: StateRun): Promise<number | undefined> {
  const field = state.toleratedFailurePercentage;
  if (typeof field !== "object") return field;
  if (field.kind === "jsonata") return run.evaluateTo("number", field);
  const value = evaluatePathField(field, run.scope(input));
  const number = javaFloat(value);
  if (number !== undefined) return number;
  throw new RuntimeFailure(
    `The ToleratedFailurePercentagePath field refers to value "${displayJson(value)}" which is not a valid float: ${field.text}`,
  );
}
