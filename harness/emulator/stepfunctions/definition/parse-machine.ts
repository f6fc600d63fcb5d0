import { isObject, type Json } from "../json/json.ts";
import { JsonSyntaxError } from "../json/json-syntax-error.ts";
import { parseJson } from "../json/parse.ts";
import type { StateMachineType } from "../state-machine.ts";
import { noteExpressProblems } from "./express-restrictions.ts";
import { Fields } from "./fields.ts";
import { parseGraph } from "./graph.ts";
import type { Machine } from "./machine.ts";
import { invalidDefinition, Problems } from "./problems.ts";
import { readQueryLanguage } from "./query-language.ts";

/**
 * Parses a definition's text. Throws AWS's InvalidDefinition, or NotImplemented naming what is not emulated in a state
 * that nothing mocks.
 */
export function parseMachine(
  text: string,
  type: StateMachineType = "STANDARD",
  isMocked: (state: string) => boolean = () => false,
): Machine {
  const definition = parseText(text);
  const problems = new Problems();
  if (!isObject(definition)) {
    throw invalidDefinition([{ code: "SCHEMA_VALIDATION_FAILED", message: "Definition must be a valid JSON object" }]);
  }
  if (type === "EXPRESS") {
    noteExpressProblems(definition, problems);
    problems.throwIfAny();
  }
  const language = readQueryLanguage(new Fields(definition, "", problems)) ?? "JSONPath";
  const fields = new Fields(definition, "", problems, { machine: language, state: language });
  fields.get("QueryLanguage");
  fields.get("Version");
  const timeoutSeconds = fields.number("TimeoutSeconds", { minimum: 1, maximum: 99_999_999, integer: true });
  const graph = parseGraph(fields);
  fields.refuseOthers();
  problems.throwIfAny(isMocked);
  return { ...graph, timeoutSeconds };
}

function parseText(text: string): Json {
  if (text.trim() === "") return null;
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw invalidDefinition([{ code: "INVALID_JSON_DESCRIPTION", message: error.message }]);
  }
}
