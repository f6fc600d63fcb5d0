import { expect, test } from "vitest";
import { parseMachine } from "./parse-machine.ts";

const machine = (states: Record<string, unknown>, startAt = Object.keys(states)[0]): string =>
  JSON.stringify({ StartAt: startAt, States: states });
const END = { Type: "Pass", End: true };

test.each([
  ["not a definition", "INVALID_JSON_DESCRIPTION: Unrecognized token 'not'"],
  [" ", "SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object'"],
  ["{}", "SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /'"],
  ['{"States":{}}', "SCHEMA_VALIDATION_FAILED: These fields are required: [StartAt] at /'"],
  [
    machine({ A: { Type: "Sleep" } }),
    "should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/A/Type'",
  ],
  [
    machine({ A: { Type: "Wait", Timestamp: "2016-12-05 21:29:29Z", End: true } }),
    "SCHEMA_VALIDATION_FAILED: String does not match RFC3339 timestamp at /States/A/Timestamp'",
  ],
  [
    machine({ A: { Type: "Pass", Parameters: { "a.$": "x" }, End: true } }),
    "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call at /States/A/Parameters'",
  ],
  [machine({ A: { Type: "Pass" } }), "These fields are required: [Next] at /States/A'"],
  [
    machine({ A: { Type: "Pass", Next: "B" } }),
    "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next'",
  ],
  [machine({ A: END, B: END }), 'MISSING_TRANSITION_TARGET: State "B" is not reachable. at /States/B\''],
  [machine({ A: { ...END, Colour: "red" } }), "Field 'Colour' is not supported at /States/A/Colour'"],
  [machine({ A: { ...END, ResultPath: "$.a[*]" } }), "Value is not a Reference Path: $.a[*] at /States/A/ResultPath'"],
  [machine({ A: { Type: "Task", Resource: "nowhere", End: true } }), "The resource provided nowhere is not recognized"],
  [
    machine({ A: { Type: "Choice", Choices: [{ Variable: "$.a", NumericEquals: "1", Next: "A" }] } }),
    "Expected value of type Number at /States/A/Choices[0]/NumericEquals'",
  ],
])("%s is refused", (definition, message) => {
  expect(() => parseMachine(definition)).toThrow(
    expect.objectContaining({ code: "InvalidDefinition", message: expect.stringContaining(message) }),
  );
});

test.each([
  [
    machine({ A: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", End: true } }),
    "The task resource arn:aws:states:::sqs:sendMessage is not emulated.",
  ],
  [
    machine({ A: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken", End: true } }),
    "lambda:invoke.waitForTaskToken is not emulated.",
  ],
  [machine({ A: { ...END, QueryLanguage: "JSONata" } }), "QueryLanguage JSONata (at /States/A) is not emulated."],
  [machine({ A: { Type: "Map", Label: "x", End: true } }), "Label of a distributed Map (state 'A') is not emulated."],
])("%s is refused by name as not emulated", (definition, message) => {
  expect(() => parseMachine(definition)).toThrow(
    expect.objectContaining({ code: "NotImplemented", status: 501, message: expect.stringContaining(message) }),
  );
});

test("every problem is named, not only the first", () => {
  const definition = machine({ A: { Type: "Pass", InputPath: "x", OutputPath: 1 } });
  expect(() => parseMachine(definition)).toThrow(/InputPath.*OutputPath.*\[Next\]/);
});
