import { isObject, type JsonObject } from "../json/json.ts";
import { JsonSyntaxError } from "../json/json-syntax-error.ts";
import { parseJson } from "../json/parse.ts";
import { sourceLocation } from "../json/source-location.ts";
import { MAXIMUM_SECONDS, MINIMUM_MACHINE_TIMEOUT_SECONDS } from "../limits.ts";
import type { StateMachineType } from "../state-machine-type.ts";
import { noteExpressProblems } from "./express-restrictions.ts";
import { Fields } from "./fields.ts";
import { parseGraph } from "./graph.ts";
import { type Machine, QUERY_LANGUAGES } from "./machine.ts";
import { type Diagnostic, type Emulation, Problems } from "./problems.ts";
import { chosenLanguage } from "./query-language.ts";
import { checkTransitions } from "./transitions.ts";
import { checkNames } from "./unique-names.ts";
import { checkVariableScopes } from "./variable-scopes.ts";
import { warningsAbout } from "./warnings.ts";

/**
 * Parses a definition's text. Throws AWS's InvalidDefinition with all that is wrong, or NotImplemented naming what the
 * emulation does not have in a state that nothing mocks. Without an emulation it may ask for all that AWS has.
 */
export function parseMachine(text: string, type: StateMachineType = "STANDARD", emulation?: Emulation): Machine {
  const problems = new Problems();
  const definition = readObject(text, problems);
  const machine = definition && readMachine(definition, type, problems);
  problems.throwIfAny(emulation);
  if (!machine) throw new Error("A definition that is no JSON object was taken for a good one.");
  return machine;
}

/** All errors and warnings about a definition, also one that asks for what is not emulated. */
export function diagnose(text: string, type: StateMachineType): Diagnostic[] {
  const problems = new Problems();
  const definition = readObject(text, problems);
  if (!definition) return problems.found;
  readMachine(definition, type, problems);
  return [...problems.found, ...warningsAbout(definition)];
}

function readObject(text: string, problems: Problems): JsonObject | undefined {
  try {
    const definition = text.trim() === "" ? null : parseJson(text);
    if (definition !== null && isObject(definition)) return definition;
    // Recorded: EMPTY_STRING, which has no place.
    problems.error("SCHEMA_VALIDATION_FAILED", "Definition must be a valid JSON object");
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    // Recorded: NOT_A_DEF.
    const location = sourceLocation(text, error.offset);
    problems.error("INVALID_JSON_DESCRIPTION", `${error.message}\n at ${location}`, location);
  }
  return undefined;
}

function readMachine(definition: JsonObject, type: StateMachineType, problems: Problems): Machine {
  const language = chosenLanguage(definition.get("QueryLanguage"), "JSONPath");
  const fields = new Fields(definition, "", problems, { machine: language, state: language });
  fields.oneOf("QueryLanguage", QUERY_LANGUAGES);
  fields.oneOf("Version", ["1.0"]);
  // AWS takes 0 (measured); nothing says what it does with it, so it is no limit here.
  const timeoutSeconds = fields.number("TimeoutSeconds", {
    minimum: MINIMUM_MACHINE_TIMEOUT_SECONDS,
    maximum: MAXIMUM_SECONDS,
    integer: true,
  });
  const graph = parseGraph(fields);
  fields.refuseOthers();
  if (type === "EXPRESS") noteExpressProblems(definition, problems);
  checkNames(definition, problems);
  checkVariableScopes(definition, problems);
  if (problems.found.length === 0) checkTransitions(graph, problems);
  return { ...graph, timeoutSeconds: timeoutSeconds || undefined };
}
