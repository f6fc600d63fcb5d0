import { isArray, isObject, type Json } from "../json/json.ts";
import { compileExpression, isExpression, type JsonataExpression, JsonataSyntaxError } from "../jsonata/expression.ts";
import type { AllowedStates } from "../jsonata/references.ts";
import { PathSyntaxError } from "../jsonpath/text-cursor.ts";
import { parsePathQuery, parseQuery } from "../query/parse.ts";
import type { PathQuery, Query } from "../query/query.ts";
import type { Problems } from "./problems.ts";

/** Stands for a part that could not be compiled; its problem has been noted, so the machine never runs. */
const BROKEN: PathQuery = {
  kind: "path",
  text: "$",
  root: { kind: "input" },
  path: { text: "$", steps: [], definite: true },
};

const BROKEN_EXPRESSION: JsonataExpression = compileExpression("{%null%}", "");

export function compilePath(text: string, location: string, problems: Problems): PathQuery {
  try {
    return parsePathQuery(text);
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    problems.schema("Value must be a valid JSONPath.", location);
    return BROKEN;
  }
}

/** A path that finds one value, not a list of what it finds. */
export function compileReferencePath(text: string, location: string, problems: Problems): PathQuery {
  const refuse = (reason: string): PathQuery => {
    problems.schema(`Value is not a Reference Path: ${reason}`, location);
    return BROKEN;
  };
  if (!text.trimStart().startsWith("$")) return refuse("Reference path didn't start with '$'");
  try {
    const path = parsePathQuery(text);
    return path.path.definite ? path : refuse(text);
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    return refuse(error.message);
  }
}

/** A path or an intrinsic function: what `field` (`name.$`) holds. */
export function compileQuery(value: Json, field: string, location: string, problems: Problems): Query {
  if (typeof value === "string") {
    try {
      return parseQuery(value);
    } catch (error) {
      if (!(error instanceof PathSyntaxError)) throw error;
    }
  }
  // Recorded: test_illegal_escapes.
  problems.schema(
    `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`,
    location,
  );
  return BROKEN;
}

/** An expression with its marks. `field` is its name in AWS's errors, `allowed` what it may ask of `$states`. */
export function compileJsonata(
  text: string,
  field: string,
  allowed: AllowedStates,
  location: string,
  problems: Problems,
): JsonataExpression {
  try {
    const expression = compileExpression(text, field, allowed);
    for (const sentence of expression.unsupported) {
      problems.error("UNSUPPORTED_JSONATA_EXPRESSION", sentence, location);
    }
    return expression;
  } catch (error) {
    if (!(error instanceof JsonataSyntaxError)) throw error;
    problems.error("INVALID_JSONATA_EXPRESSION", error.message, location);
    return BROKEN_EXPRESSION;
  }
}

/** Every text that begins as an expression must end as one. */
export function checkMarks(value: Json, location: string, problems: Problems): void {
  if (typeof value === "string") {
    if (!value.startsWith("{%") || isExpression(value)) return;
    problems.schema("JSONata string must start with {% and end with %}", location);
  } else if (value !== null && isArray(value)) {
    for (const [index, element] of value.entries()) checkMarks(element, `${location}[${index}]`, problems);
  } else if (value !== null && isObject(value)) {
    for (const [name, member] of value) checkMarks(member, `${location}/${name}`, problems);
  }
}
