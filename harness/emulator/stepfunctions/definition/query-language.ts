import type { Json } from "../json/json.ts";
import { COMPARISONS, TESTS } from "./comparisons.ts";
import type { QueryLanguage } from "./machine.ts";

const JSONATA_ONLY: ReadonlySet<string> = new Set(["Arguments", "Output", "Items", "Condition"]);

const JSONPATH_ONLY: ReadonlySet<string> = new Set([
  "InputPath",
  "OutputPath",
  "ResultPath",
  "Parameters",
  "ResultSelector",
  "Result",
  "ItemsPath",
  "TimeoutSecondsPath",
  "HeartbeatSecondsPath",
  "SecondsPath",
  "TimestampPath",
  "MaxConcurrencyPath",
  "ToleratedFailurePercentagePath",
  "ToleratedFailureCountPath",
  "MaxItemsPath",
  "MaxItemsPerBatchPath",
  "MaxInputBytesPerBatchPath",
  "ErrorPath",
  "CausePath",
  "Variable",
  "And",
  "Or",
  "Not",
  ...COMPARISONS.keys(),
  ...[...COMPARISONS.keys()].map((operator) => `${operator}Path`),
  ...TESTS.keys(),
]);

/** The only language that has this field; `undefined` when both have it, or none. */
export function languageOfField(name: string): QueryLanguage | undefined {
  if (JSONPATH_ONLY.has(name)) return "JSONPath";
  return JSONATA_ONLY.has(name) ? "JSONata" : undefined;
}

/**
 * The language that a `QueryLanguage` field chooses; `inherited` when it is absent. Only the exact text `JSONPath` means
 * JSONPath: AWS takes everything else as JSONata, and also says that the value is none (measured).
 */
export function chosenLanguage(value: Json | undefined, inherited: QueryLanguage): QueryLanguage {
  if (value === undefined) return inherited;
  return value === "JSONPath" ? "JSONPath" : "JSONata";
}
