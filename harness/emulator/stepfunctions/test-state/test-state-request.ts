import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonInput } from "../../gateway/json-protocol.ts";
import type { Document } from "../json/document.ts";
import { isObject, type Json, type JsonObject } from "../json/json.ts";
import { JsonSyntaxError } from "../json/json-syntax-error.ts";
import { parseJson } from "../json/parse.ts";
import {
  MAXIMUM_ARN_CHARACTERS,
  MAXIMUM_CAUSE_CHARACTERS,
  MAXIMUM_DATA_BYTES,
  MAXIMUM_DEFINITION_CHARACTERS,
  MAXIMUM_ERROR_CHARACTERS,
  MAXIMUM_STATE_NAME_CHARACTERS,
  MINIMUM_CHARACTERS,
  MINIMUM_COUNT,
} from "../limits.ts";
import { parseExecutionInput } from "../operations/execution-input.ts";
import { optionalBoolean, optionalChoice, optionalInteger, optionalText, requiredText } from "../request.ts";

/** What TestState is asked, with the bounds of the API reference already checked. */
export interface TestStateRequest {
  readonly definition: string;
  readonly stateName: string | undefined;
  readonly roleArn: string | undefined;
  readonly input: Document;
  readonly inputText: string;
  readonly inspected: boolean;
  readonly revealSecrets: boolean;
  readonly variables: JsonObject;
  readonly context: JsonObject | undefined;
  readonly mock: MockInput | undefined;
  readonly configuration: StateConfiguration;
}

export interface MockInput {
  /** JSON text, not yet parsed. */
  readonly result: string | undefined;
  readonly errorOutput: { readonly error: string | undefined; readonly cause: string | undefined } | undefined;
  readonly fieldValidationMode: "STRICT" | "PRESENT" | "NONE";
}

export interface StateConfiguration {
  readonly retrierRetryCount: number | undefined;
  readonly errorCausedByState: string | undefined;
  readonly mapIterationFailureCount: number | undefined;
  readonly mapItemReaderData: string | undefined;
}

const DATA = { maximum: MAXIMUM_DATA_BYTES };
const STATE_NAME = { minimum: MINIMUM_CHARACTERS, maximum: MAXIMUM_STATE_NAME_CHARACTERS };

export function parseTestStateRequest(input: JsonInput): TestStateRequest {
  const level = optionalChoice(input, "inspectionLevel", ["INFO", "DEBUG", "TRACE"]) ?? "INFO";
  const inputText = optionalText(input, "input", DATA) ?? "{}";
  return {
    definition: requiredText(input, "definition", {
      minimum: MINIMUM_CHARACTERS,
      maximum: MAXIMUM_DEFINITION_CHARACTERS,
    }),
    stateName: optionalText(input, "stateName", STATE_NAME),
    roleArn: optionalText(input, "roleArn", { minimum: MINIMUM_CHARACTERS, maximum: MAXIMUM_ARN_CHARACTERS }),
    input: parseExecutionInput(inputText),
    inputText,
    inspected: level !== "INFO",
    revealSecrets: optionalBoolean(input, "revealSecrets") ?? false,
    variables: optionalObject(input, "variables") ?? new Map(),
    context: optionalObject(input, "context"),
    mock: parseMock(optionalStructure(input, "mock")),
    configuration: parseConfiguration(optionalStructure(input, "stateConfiguration") ?? {}),
  };
}

function parseMock(mock: JsonInput | undefined): MockInput | undefined {
  if (!mock) return undefined;
  const error = optionalStructure(mock, "errorOutput");
  return {
    result: optionalText(mock, "result", DATA),
    errorOutput: error && {
      error: optionalText(error, "error", { maximum: MAXIMUM_ERROR_CHARACTERS }),
      cause: optionalText(error, "cause", { maximum: MAXIMUM_CAUSE_CHARACTERS }),
    },
    fieldValidationMode: optionalChoice(mock, "fieldValidationMode", ["STRICT", "PRESENT", "NONE"]) ?? "STRICT",
  };
}

function parseConfiguration(configuration: JsonInput): StateConfiguration {
  return {
    retrierRetryCount: optionalInteger(configuration, "retrierRetryCount", { minimum: MINIMUM_COUNT }),
    errorCausedByState: optionalText(configuration, "errorCausedByState", STATE_NAME),
    mapIterationFailureCount: optionalInteger(configuration, "mapIterationFailureCount", { minimum: MINIMUM_COUNT }),
    mapItemReaderData: optionalText(configuration, "mapItemReaderData", DATA),
  };
}

function optionalStructure(input: JsonInput, member: string): JsonInput | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "object" && !Array.isArray(value)) return value as JsonInput;
  throw new AwsError("SerializationException", `${member} can not be converted: expected a START_OBJECT`);
}

/** A text that holds a JSON object; the sentence is ours. */
function optionalObject(input: JsonInput, member: string): JsonObject | undefined {
  const text = optionalText(input, member, DATA);
  if (text === undefined) return undefined;
  const value = parseOrNull(text);
  if (isObject(value)) return value;
  throw new AwsError("ValidationException", `The value of '${member}' must be a valid JSON object`);
}

function parseOrNull(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return null;
    throw error;
  }
}
