import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import { PathSyntaxError } from "../jsonpath/text-cursor.ts";
import { parseQuery } from "../query/parse.ts";
import type { Diagnostic } from "./problems.ts";
import { writtenStates } from "./walk-states.ts";

/** Fields of JSONPath states whose values are templates. */
const TEMPLATES = ["Parameters", "ResultSelector", "ItemSelector", "Assign"];

/** Fields that have a twin whose name ends with `Path`. */
const HAVE_PATHS = ["Error", "Cause", "Seconds", "Timestamp", "TimeoutSeconds", "HeartbeatSeconds", "MaxConcurrency"];

/**
 * What looks like a mistake but is allowed: paths where AWS reads none. Three codes with AWS's words (example 4 of
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html).
 */
export function warningsAbout(definition: JsonObject): Diagnostic[] {
  const warnings: Diagnostic[] = [];
  const warn = (code: Diagnostic["code"], message: string, location: string): void => {
    warnings.push({ severity: "WARNING", code, message, location });
  };
  for (const { state, location } of writtenStates(definition)) {
    if ((state.get("QueryLanguage") ?? definition.get("QueryLanguage") ?? "JSONPath") !== "JSONPath") continue;
    for (const field of TEMPLATES) {
      for (const { name, at } of pathsIn(state.get(field), `${location}/${field}`)) {
        if (name.endsWith(".$")) continue;
        const advice = `Instead of '${name}', use '${name}.$' to evaluate it as a JSONPath at runtime.`;
        warn("NO_DOLLAR", `The value of '${name}' looks like a JSONPath. ${advice}`, at);
      }
    }
    for (const { name, at } of state.get("Type") === "Pass" ? resultPathsIn(state, location) : []) {
      const advice =
        "Instead of 'Result', use 'Parameters' to evaluate it as a JSONPath or Intrinsic Function at runtime.";
      const message = `The value of '${name}' will not evaluate as a JSONPath or Intrinsic Function at runtime. ${advice}`;
      warn("PASS_RESULT_IS_STATIC", message, at);
    }
    for (const field of HAVE_PATHS) {
      if (!looksLikeQuery(state.get(field))) continue;
      const advice = `Instead of '${field}', use '${field}Path' to evaluate it as a JSONPath at runtime.`;
      warn("NO_PATH", `The value of '${field}' looks like a JSONPath. ${advice}`, `${location}/${field}`);
    }
  }
  return warnings;
}

interface PathField {
  readonly name: string;
  /** The object that has the field. */
  readonly at: string;
}

function* resultPathsIn(state: JsonObject, location: string): Generator<PathField> {
  const result = state.get("Result");
  if (looksLikeQuery(result)) yield { name: "Result", at: `${location}/Result` };
  else yield* pathsIn(result, `${location}/Result`);
}

/** The members of objects, at any depth, whose values look like paths or intrinsic functions. */
function* pathsIn(value: Json | undefined, at: string): Generator<PathField> {
  if (value === undefined || value === null) return;
  if (isArray(value)) {
    for (const [index, element] of value.entries()) yield* pathsIn(element, `${at}[${index}]`);
  } else if (isObject(value)) {
    for (const [name, member] of value) {
      if (looksLikeQuery(member)) yield { name, at };
      else yield* pathsIn(member, `${at}/${name}`);
    }
  }
}

function looksLikeQuery(value: Json | undefined): boolean {
  if (typeof value !== "string" || !(value.startsWith("$") || value.startsWith("States."))) return false;
  try {
    parseQuery(value);
    return true;
  } catch (error) {
    if (error instanceof PathSyntaxError) return false;
    throw error;
  }
}
