import type { Fields } from "./fields.ts";
import { languageOfField } from "./query-language.ts";

const COMMON = ["Type", "Comment", "QueryLanguage"];
const FLOW = ["InputPath", "OutputPath", "Output"];
const NEXT = ["Assign", "Next", "End"];
const CALL = [...FLOW, ...NEXT, "ResultPath", "Parameters", "ResultSelector", "Retry", "Catch"];

/** The fields of each type of state, of both languages (measured on AWS with 50 fields of each type). */
const FIELDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    Pass: [...FLOW, ...NEXT, "Result", "ResultPath", "Parameters"],
    Task: [
      ...CALL,
      "Arguments",
      "Resource",
      "Credentials",
      "TimeoutSeconds",
      "TimeoutSecondsPath",
      "HeartbeatSeconds",
      "HeartbeatSecondsPath",
    ],
    Wait: [...FLOW, ...NEXT, "Seconds", "SecondsPath", "Timestamp", "TimestampPath"],
    Parallel: [...CALL, "Arguments", "Branches"],
    Map: [
      ...CALL,
      "ItemProcessor",
      "Iterator",
      "ItemsPath",
      "Items",
      "ItemSelector",
      "ItemReader",
      "ItemBatcher",
      "ResultWriter",
      "MaxConcurrency",
      "MaxConcurrencyPath",
      "ToleratedFailurePercentage",
      "ToleratedFailurePercentagePath",
      "ToleratedFailureCount",
      "ToleratedFailureCountPath",
      "Label",
    ],
    Choice: [...FLOW, "Assign", "Choices", "Default"],
    Succeed: FLOW,
    Fail: ["Error", "ErrorPath", "Cause", "CausePath"],
  }).map(([type, names]) => [type, new Set([...COMMON, ...names])]),
);

/**
 * Notes the fields that the state's type or language does not have. With `mixed`, AWS says nothing about fields of the
 * other language (measured: a JSONPath state in a JSONata machine).
 */
export function checkStateFields(type: string, fields: Fields, mixed: boolean): void {
  const allowed = FIELDS.get(type);
  for (const name of fields.names()) {
    const language = languageOfField(name);
    const ofOtherLanguage = language !== undefined && language !== fields.languages.state;
    if (!allowed?.has(name) || (ofOtherLanguage && !mixed)) fields.refuseField(name);
  }
}
