import type { PublishedResults, ResultShape } from "../../published-model/published-results.ts";
import { isArray, isObject, type Json, numberOf } from "../json/json.ts";

interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** `STRICT` also wants every required field; both modes ignore fields that the model does not know. */
export type CheckedMode = "STRICT" | "PRESENT";

/**
 * What is wrong with a result by the service's model, in AWS's words (recorded: test_field_validation_mode*.py); `undefined` when
 * nothing is. Only the first problem is told, in the order of the model's required fields, then of the result's fields.
 */
export function resultProblem(
  results: PublishedResults,
  shapeName: string,
  result: Json,
  mode: CheckedMode,
): string | undefined {
  return problemOf(new Model(results, mode), shapeName, result, "");
}

class Model {
  readonly mode: CheckedMode;
  readonly #results: PublishedResults;

  constructor(results: PublishedResults, mode: CheckedMode) {
    this.#results = results;
    this.mode = mode;
  }

  shape(name: string): ResultShape {
    const shape = Object.hasOwn(this.#results.shapes, name) ? this.#results.shapes[name] : undefined;
    if (!shape) throw new Error(`The published results have no shape ${name}.`);
    return shape;
  }
}

function problemOf(model: Model, shapeName: string, value: Json, field: string): string | undefined {
  const shape = model.shape(shapeName);
  switch (shape.type) {
    case "structure":
      return isObject(value) ? structureProblem(model, shape, value) : wrongType(field, "an object");
    case "list":
      if (!isArray(value)) return wrongType(field, "an array");
      return sizeProblem(shape, value.length, field) ?? firstProblem(model, shape.member, value, field);
    case "map":
      if (!isObject(value)) return wrongType(field, "an object");
      return sizeProblem(shape, value.size, field) ?? firstProblem(model, shape.value, value.values(), field);
    case "string":
      if (typeof value !== "string") return wrongType(field, "a string");
      if (shape.enum && !shape.enum.includes(value)) return `Field '${field}' is not an expected value`;
      return sizeProblem(shape, value.length, field);
    case "blob":
      return typeof value === "string" ? sizeProblem(shape, value.length, field) : wrongType(field, "a string");
    case "timestamp":
      return typeof value === "string" ? undefined : wrongType(field, "a string");
    case "boolean":
      return typeof value === "boolean" ? undefined : wrongType(field, "a boolean");
    case "document":
      return undefined;
    default: {
      const number = numberOf(value);
      return number === undefined ? wrongType(field, "a number") : rangeProblem(shape, number, field);
    }
  }
}

/** Fields are spelled as Step Functions spells them: like the service's, with a capital. */
function structureProblem(
  model: Model,
  shape: Extract<ResultShape, { type: "structure" }>,
  value: ReadonlyMap<string, Json>,
): string | undefined {
  if (model.mode === "STRICT") {
    const missing = shape.required.map(capitalised).find((name) => !value.has(name));
    if (missing !== undefined) return `Required field '${missing}' is missing`;
  }
  const members = new Map(Object.entries(shape.members).map(([name, member]) => [capitalised(name), member]));
  for (const [name, member] of value) {
    const memberShape = members.get(name);
    const problem = memberShape === undefined ? undefined : problemOf(model, memberShape, member, name);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function firstProblem(model: Model, shape: string, values: Iterable<Json>, field: string): string | undefined {
  for (const value of values) {
    const problem = problemOf(model, shape, value, field);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** That ranges are checked is reported of recordings held back; the words are those about lengths, by analogy. */
function rangeProblem(bounds: Bounds, value: number, field: string): string | undefined {
  if (bounds.min !== undefined && value < bounds.min) return `Field '${field}' is smaller than the minimum value`;
  if (bounds.max !== undefined && value > bounds.max) return `Field '${field}' is larger than the maximum value`;
  return undefined;
}

/** The smaller bound is recorded (test_present_mode_aws_sdk_kms_task), the larger one by analogy. */
function sizeProblem(bounds: Bounds, size: number, field: string): string | undefined {
  if (bounds.min !== undefined && size < bounds.min) return `Field '${field}' is smaller than the minimum length`;
  if (bounds.max !== undefined && size > bounds.max) return `Field '${field}' is larger than the maximum length`;
  return undefined;
}

function wrongType(field: string, expected: string): string {
  return `Field '${field}' must be ${expected}`;
}

function capitalised(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
