import { expect, test } from "vitest";
import { diagnose } from "./parse-machine.ts";

/** Errors as `message at location`, of SCHEMA_VALIDATION_FAILED; others with their code before it. */
function errors(definition: unknown, type: "STANDARD" | "EXPRESS" = "STANDARD"): string[] {
  const text = typeof definition === "string" ? definition : JSON.stringify(definition);
  return diagnose(text, type)
    .filter(({ severity }) => severity === "ERROR")
    .map(({ code, message, location }) => {
      const prefix = code === "SCHEMA_VALIDATION_FAILED" ? "" : `${code}: `;
      return `${prefix}${message}${location === undefined ? "" : ` at ${location}`}`;
    });
}

const machine = (states: Record<string, unknown>, more: object = {}): object => ({
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
});
const JSONATA = { QueryLanguage: "JSONata" };
const END = { Type: "Pass", End: true };
const LAMBDA = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "f" },
  End: true,
};
const INNER = { StartAt: "P", States: { P: END } };

test("text that is no JSON: Jackson's words and place, in message and location (recorded: NOT_A_DEF)", () => {
  const location = '[Source: (String)"not a definition"; line: 1, column: 4]';
  expect(diagnose("not a definition", "STANDARD")).toEqual([
    {
      severity: "ERROR",
      code: "INVALID_JSON_DESCRIPTION",
      message: `Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at ${location}`,
      location,
    },
  ]);
});

test.each([
  [" ", "Definition must be a valid JSON object"],
  ["[]", "Definition must be a valid JSON object"],
  ["null", "Definition must be a valid JSON object"],
  ["{}", "These fields are required: [States, StartAt] at /"],
  [{ States: { A: END } }, "These fields are required: [StartAt] at /"],
  [{ StartAt: "A", States: {} }, "Value cannot be empty at /States"],
  [
    machine({ A: { Type: "Sleep" } }),
    "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/A/Type",
  ],
  [machine({ A: {} }), "These fields are required: [Type] at /States/A"],
  [machine({ A: 1 }), "Expected value of type [OBJECT] at /States/A"],
  [machine({ A: END }, { Colour: "red" }), "Field 'Colour' is not supported at /"],
  [machine({ A: END }, { Version: "2.0" }), "Value should be one of the following: [1.0] at /Version"],
  [machine({ A: END }, { TimeoutSeconds: -1 }), "Minimum value is 0 at /TimeoutSeconds"],
])("%j → %s", (definition, error) => {
  expect(errors(definition)).toEqual([error]);
});

// Next, End, targets and reachability.
test.each([
  [{ A: { Type: "Pass" } }, ["This object should have only one of the following fields: [Next, End] at /States/A"]],
  [
    { A: { Type: "Pass", End: false } },
    ["This object should have only one of the following fields: [Next, End] at /States/A"],
  ],
  [{ A: { ...END, Next: "A" } }, ["There should only be one of the following fields: [Next, End] at /States/A"]],
  [
    { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" } },
    ["MISSING_END_STATE: Workflow has no terminal state"],
  ],
  [
    { A: { Type: "Pass", Next: "B" } },
    [
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next",
      "MISSING_END_STATE: Workflow has no terminal state",
    ],
  ],
  [{ A: { Type: "Pass", Next: "A" }, C: END }, ['MISSING_TRANSITION_TARGET: State "C" is not reachable. at /States/C']],
  [
    { A: { Type: "Choice", Choices: [{ Variable: "$.x", IsPresent: true, Next: "B" }], Default: "C" }, Z: END },
    [
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Choices[0]/Next",
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: C at /States/A/Default",
      'MISSING_TRANSITION_TARGET: State "Z" is not reachable. at /States/Z',
    ],
  ],
  [
    { T: { ...LAMBDA, Catch: [{ ErrorEquals: ["States.ALL"], Next: "B" }] } },
    ["MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/T/Catch[0]/Next"],
  ],
  [
    { P: { Type: "Parallel", Branches: [{ StartAt: "Nope", States: { A: END } }], End: true } },
    [
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: Nope at /States/P/Branches[0]/StartAt",
      'MISSING_TRANSITION_TARGET: State "A" is not reachable. at /States/P/Branches[0]/States/A',
    ],
  ],
  [
    {
      M: {
        Type: "Map",
        Iterator: { StartAt: "A", States: { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" } } },
        End: true,
      },
    },
    [],
  ],
])("%j → %j", (states, expected) => {
  expect(errors(machine(states))).toEqual(expected);
});

test("a StartAt without state makes all states unreachable", () => {
  expect(errors({ StartAt: "Nope", States: { A: END } })).toEqual([
    "MISSING_TRANSITION_TARGET: Missing 'Next' target: Nope at /StartAt",
    'MISSING_TRANSITION_TARGET: State "A" is not reachable. at /States/A',
  ]);
});

test("names: length, and once in the whole machine", () => {
  const long = "x".repeat(81);
  expect(errors(machine({ [long]: END }))).toEqual([
    `INVALID_STATE_NAME: Invalid State name: State '${long}' exceeds the 80-character limit allowed by the service at /States/${long}`,
  ]);
  expect(errors(machine({ P: { Type: "Parallel", Branches: [INNER], End: true } }))).toEqual([
    "DUPLICATE_STATE_NAME: Duplicate State name: P at /States/P/Branches[0]/States/P",
  ]);
});

test("a branch does not assign what the states around it assign", () => {
  const branch = { StartAt: "B", States: { B: { ...END, Assign: { "x.$": "$", y: 1 } } } };
  const parallel = {
    Type: "Parallel",
    Branches: [branch, { StartAt: "C", States: { C: { ...END, Assign: { y: 1 } } } }],
  };
  const states = { A: { ...END, End: undefined, Next: "P", Assign: { x: 1 } }, P: { ...parallel, End: true } };
  expect(errors(machine(states))).toEqual([
    "DUPLICATE_VARIABLE_NAME: The variable name 'x' was already defined in a parent scope. at /States/P/Branches[0]/States/B/Assign/x.$",
  ]);
});

// Fields of the state's type.
test.each([
  [{ ...END, Colour: "red" }, ["Field 'Colour' is not supported at /States/X"]],
  [{ ...END, TimeoutSeconds: 5 }, ["Field 'TimeoutSeconds' is not supported at /States/X"]],
  [{ ...END, Catch: [] }, ["Field 'Catch' is not supported at /States/X"]],
  [{ Type: "Wait", Seconds: 1, Retry: [], End: true }, ["Field 'Retry' is not supported at /States/X"]],
  [{ Type: "Wait", Seconds: 1, ResultPath: null, End: true }, ["Field 'ResultPath' is not supported at /States/X"]],
  [{ Type: "Fail", End: true }, ["Field 'End' is not supported at /States/X"]],
  [{ Type: "Succeed", Assign: {} }, ["Field 'Assign' is not supported at /States/X"]],
  [{ ...END, End: "yes" }, ["Expected value of type [BOOLEAN] at /States/X/End"]],
  [{ ...END, ResultPath: "$.a[*]" }, ["Value is not a Reference Path: $.a[*] at /States/X/ResultPath"]],
  [{ ...END, ResultPath: "$$.a" }, ["Value is not a Reference Path: $$.a at /States/X/ResultPath"]],
  [{ ...END, OutputPath: "Test" }, ["Value must be a valid JSONPath. at /States/X/OutputPath"]],
  [{ ...END, InputPath: 5 }, ["Expected value of type [STRING] at /States/X/InputPath"]],
  [
    { ...END, Parameters: { a: { "b.$": "x" } } },
    [
      "The value for the field 'b.$' must be a valid JSONPath or a valid intrinsic function call at /States/X/Parameters/a",
    ],
  ],
  [
    { ...END, Assign: { states: 1 } },
    ["RESERVED_VARIABLE_NAME: Cannot assign to reserved variable '$states'. at /States/X/Assign/states"],
  ],
  [
    { ...END, Assign: { "a-b": 1 } },
    [
      "INVALID_VARIABLE_NAME: Invalid variable name 'a-b': the variable name contains invalid characters. at /States/X/Assign/a-b",
    ],
  ],
  [
    { Type: "Fail", Error: "a", ErrorPath: "$.a" },
    ["There should only be one of the following fields: [Error, ErrorPath] at /States/X"],
  ],
  [
    { Type: "Wait", End: true },
    [
      "This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/X",
    ],
  ],
  [
    { Type: "Wait", Seconds: 1, Timestamp: "2030-01-01T00:00:00Z", End: true },
    ["There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/X"],
  ],
  [{ Type: "Wait", Seconds: -1, End: true }, ["Minimum value is 0 at /States/X/Seconds"]],
  [{ Type: "Wait", Seconds: 100_000_000, End: true }, ["Maximum value is 99999999 at /States/X/Seconds"]],
  [{ Type: "Wait", Seconds: "1", End: true }, ["Expected value of type Integer at /States/X/Seconds"]],
  [
    { Type: "Wait", SecondsPath: "$.a[*]", End: true },
    ["Value is not a Reference Path: $.a[*] at /States/X/SecondsPath"],
  ],
  [
    { Type: "Wait", Timestamp: "2016-12-05 21:29:29Z", End: true },
    ["String does not match RFC3339 timestamp at /States/X/Timestamp"],
  ],
  [{ Type: "Parallel", Branches: [], End: true }, ["Value cannot be empty at /States/X/Branches"]],
  [
    { Type: "Parallel", Branches: [{}], End: true },
    ["These fields are required: [States, StartAt] at /States/X/Branches[0]"],
  ],
])("%j → %j", (state, expected) => {
  expect(errors(machine({ X: state }))).toEqual(expected);
});

// Tasks, retriers and catchers.
test.each([
  [{ Resource: "nowhere" }, ["Value is not a valid resource ARN at /States/X/Resource"]],
  [
    { Resource: "arn:aws:states:::sqs:sendMessage.sync" },
    [
      "The resource provided arn:aws:states:::sqs:sendMessage.sync is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/X/Resource",
    ],
  ],
  [{ TimeoutSeconds: 0 }, ["Minimum value is 1 at /States/X/TimeoutSeconds"]],
  [
    { TimeoutSeconds: 1, TimeoutSecondsPath: "$.a" },
    ["There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath] at /States/X"],
  ],
  [{ Credentials: {} }, ["The field 'RoleArn' is required but was missing at /States/X/Credentials"]],
  [
    { Parameters: undefined },
    ["Parameters field is required for resource ARN: arn:aws:states:::lambda:invoke at /States/X"],
  ],
  [{ Parameters: {} }, ["The field 'FunctionName' is required but was missing at /States/X/Parameters"]],
  [
    { Resource: "arn:aws:states:::aws-sdk:s3:putObject", Parameters: { bucket: "b", "Key.$": "$.key" } },
    [
      "The field 'Bucket' is required but was missing at /States/X/Parameters",
      "The field 'Body' is required but was missing at /States/X/Parameters",
    ],
  ],
  [{ Retry: [{ IntervalSeconds: 0 }] }, ["These fields are required: [ErrorEquals] at /States/X/Retry[0]"]],
  [{ Retry: [{ ErrorEquals: [] }] }, ["Value cannot be empty at /States/X/Retry[0]/ErrorEquals"]],
  [
    { Retry: [{ ErrorEquals: ["States.ALL", "A"] }] },
    ["States.ALL must appear alone and at end of list at /States/X/Retry[0]/ErrorEquals"],
  ],
  [
    { Retry: [{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["A"] }] },
    ["States.ALL must appear alone and at end of list at /States/X/Retry[0]/ErrorEquals"],
  ],
  [{ Retry: [{ ErrorEquals: ["A"], BackoffRate: 0.5 }] }, ["Minimum value is 1.0 at /States/X/Retry[0]/BackoffRate"]],
  [
    { Retry: [{ ErrorEquals: ["A"], MaxDelaySeconds: 31_622_401 }] },
    ["Maximum value is 31622400 at /States/X/Retry[0]/MaxDelaySeconds"],
  ],
  [
    { Retry: [{ ErrorEquals: ["A"], JitterStrategy: "SOME" }] },
    ["Value should be one of the following: [NONE, FULL] at /States/X/Retry[0]/JitterStrategy"],
  ],
  [{ Catch: [{ ErrorEquals: ["A"] }] }, ["These fields are required: [Next] at /States/X/Catch[0]"]],
  [
    { Catch: [{ ErrorEquals: [1], Next: "X" }] },
    ["Expected value of type [STRING] at /States/X/Catch[0]/ErrorEquals[0]"],
  ],
])("a Task with %j → %j", (fields, expected) => {
  expect(errors(machine({ X: { ...LAMBDA, ...fields } }))).toEqual(expected);
});

// Choice rules.
test.each([
  [[], ["Value cannot be empty at /States/C/Choices"]],
  [[{ Variable: "$.a", IsNull: true }], ["These fields are required: [Next] at /States/C/Choices[0]"]],
  [
    [{ Next: "E" }],
    [
      "The object must have only one of the following fields, [And, Or, Not, Variable, Condition] at /States/C/Choices[0]",
    ],
  ],
  [
    [{ Variable: "a", IsNull: true, Next: "E" }],
    ["Value is not a Reference Path: Reference path didn't start with '$' at /States/C/Choices[0]/Variable"],
  ],
  [
    [{ Variable: "$.a", NumericEquals: "1", Next: "E" }],
    ["Expected value of type [NUMBER] at /States/C/Choices[0]/NumericEquals"],
  ],
  [
    [{ Variable: "$.a", TimestampEquals: "now", Next: "E" }],
    ["String does not match RFC3339 timestamp at /States/C/Choices[0]/TimestampEquals"],
  ],
  [
    [{ And: [{ Variable: "$.a", IsNull: true, Next: "E" }], Next: "E" }],
    ["Field 'Next' is not supported at /States/C/Choices[0]/And[0]"],
  ],
  [[{ Or: [], Next: "E" }], ["Value cannot be empty at /States/C/Choices[0]/Or"]],
  [[{ Not: 1, Next: "E" }], ["Expected value of type [OBJECT] at /States/C/Choices[0]/Not"]],
  [
    [{ Condition: "{% true %}", Next: "E" }],
    [
      "The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' QueryLanguage at /States/C/Choices[0]",
    ],
  ],
])("choices %j → %j", (choices, expected) => {
  expect(errors(machine({ C: { Type: "Choice", Choices: choices, Default: "E" }, E: END }))).toEqual(expected);
});

test("a comparison has exactly one operator", () => {
  const rule = (more: object) =>
    machine({ C: { Type: "Choice", Choices: [{ Variable: "$.a", Next: "E", ...more }] }, E: END });
  expect(errors(rule({}))).toEqual([
    expect.stringMatching(
      /^This object should have only one of the following fields: \[StringEquals, .* at \/States\/C\/Choices\[0\]$/,
    ),
  ]);
  expect(errors(rule({ IsNull: true, IsString: true }))).toEqual([
    expect.stringMatching(/^There should only be one of the following fields: \[StringEquals, /),
  ]);
});

// Query languages.
const onlyIn = (language: string, field: string, at: string): string =>
  `The QueryLanguage is set to '${language === "JSONata" ? "JSONPath" : "JSONata"}', but field '${field}' is only supported for the '${language}' QueryLanguage at ${at}`;
const DOWNGRADE = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/X";
const NO_LANGUAGE = "Value should be one of the following: [JSONPath, JSONata] at /States/X/QueryLanguage";

test.each([
  [{}, { ...END, Output: {} }, [onlyIn("JSONata", "Output", "/States/X")]],
  [{}, { ...LAMBDA, Arguments: {} }, [onlyIn("JSONata", "Arguments", "/States/X")]],
  [
    JSONATA,
    { ...END, InputPath: "$.a", Parameters: {} },
    [onlyIn("JSONPath", "InputPath", "/States/X"), onlyIn("JSONPath", "Parameters", "/States/X")],
  ],
  [JSONATA, { Type: "Fail", ErrorPath: "$.a" }, [onlyIn("JSONPath", "ErrorPath", "/States/X")]],
  [JSONATA, { ...END, QueryLanguage: "JSONPath", Output: {} }, [DOWNGRADE]],
  [{}, { ...END, QueryLanguage: "JSONata", Output: "{% 1 %}" }, []],
  [
    {},
    { ...END, QueryLanguage: "jsonata", InputPath: "$.a" },
    [onlyIn("JSONPath", "InputPath", "/States/X"), NO_LANGUAGE],
  ],
  [{}, { ...END, QueryLanguage: 5 }, ["Expected value of type [STRING] at /States/X/QueryLanguage"]],
  [
    { QueryLanguage: "jsonpath" },
    { ...END, InputPath: "$.a" },
    [
      "Value should be one of the following: [JSONPath, JSONata] at /QueryLanguage",
      onlyIn("JSONPath", "InputPath", "/States/X"),
    ],
  ],
  [
    {},
    {
      Type: "Map",
      QueryLanguage: "JSONata",
      ItemProcessor: { StartAt: "P", States: { P: { ...END, Output: 1 } } },
      End: true,
    },
    [onlyIn("JSONata", "Output", "/States/X/ItemProcessor/States/P")],
  ],
  [
    {},
    { Type: "Map", Iterator: { ...INNER, QueryLanguage: "JSONata" }, End: true },
    ["Field 'QueryLanguage' is not supported at /States/X/Iterator"],
  ],
])("in a machine with %j, %j → %j", (top, state, expected) => {
  expect(errors(machine({ X: state }, top))).toEqual(expected);
});

// JSONata expressions; the messages are the reference implementation's, which AWS passes on.
test.each([
  ["a[1,2)", 'INVALID_JSONATA_EXPRESSION: Expected "]", got ","'],
  ["1 +", "INVALID_JSONATA_EXPRESSION: Unexpected end of expression"],
  ['{"a":}', 'INVALID_JSONATA_EXPRESSION: The symbol "}" cannot be used as a unary operator'],
  ['"open', "INVALID_JSONATA_EXPRESSION: String literal must be terminated by a matching quote"],
  ["$match('a', /abc", "INVALID_JSONATA_EXPRESSION: No terminating / in regular expression"],
  ["", "INVALID_JSONATA_EXPRESSION: Unexpected end of expression"],
  ["$$", "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported."],
  ["$states.errorOutput", "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.errorOutput' does not exist."],
  ["phone[0]", "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported."],
  ["$.phone", "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$' at the top level is not supported."],
])("the JSONata expression %s → %s", (expression, error) => {
  const state = { ...END, Output: { a: { b: [`{% ${expression} %}`] } } };
  expect(errors(machine({ X: state }, JSONATA))).toEqual([`${error} at /States/X/Output/a/b[0]`]);
});

test.each([
  "$states.input.phone",
  "$states.input.items[phone > 3]",
  "$map($states.input.a, function($x){ $x.phone })",
  "$phone",
  "$states.input.(a + b)",
  "{ 'a': $states.input.b }.a",
  "$states.input.items^(price)",
  "$states.input ~> |a|{'b': c}|",
])("the JSONata expression %s is accepted", (expression) => {
  expect(errors(machine({ X: { ...END, Output: `{% ${expression} %}` } }, JSONATA))).toEqual([]);
});

test("an expression that is opened and not closed", () => {
  expect(errors(machine({ X: { ...END, Output: { a: "{% 1" } } }, JSONATA))).toEqual([
    "JSONata string must start with {% and end with %} at /States/X/Output/a",
  ]);
});

test("Express machines wait for nothing and run no distributed Maps", () => {
  const waits = { ...LAMBDA, Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken" };
  expect(errors(machine({ X: waits }), "EXPRESS")).toEqual([
    "Express state machine does not support '.waitForTaskToken' service integration at /States/X/Resource",
  ]);
});

test("warnings, as in AWS's example", () => {
  const definition = machine({
    HelloWorld: { Type: "Pass", Parameters: { a: "$.b" }, Result: { "c.$": "$.d" }, Next: "FailState" },
    FailState: { Type: "Fail", Error: "$.error", Cause: "$.cause" },
  });
  expect(diagnose(JSON.stringify(definition), "STANDARD")).toEqual([
    {
      severity: "WARNING",
      code: "NO_DOLLAR",
      message:
        "The value of 'a' looks like a JSONPath. Instead of 'a', use 'a.$' to evaluate it as a JSONPath at runtime.",
      location: "/States/HelloWorld/Parameters",
    },
    {
      severity: "WARNING",
      code: "PASS_RESULT_IS_STATIC",
      message:
        "The value of 'c.$' will not evaluate as a JSONPath or Intrinsic Function at runtime. Instead of 'Result', use 'Parameters' to evaluate it as a JSONPath or Intrinsic Function at runtime.",
      location: "/States/HelloWorld/Result",
    },
    {
      severity: "WARNING",
      code: "NO_PATH",
      message:
        "The value of 'Error' looks like a JSONPath. Instead of 'Error', use 'ErrorPath' to evaluate it as a JSONPath at runtime.",
      location: "/States/FailState/Error",
    },
    {
      severity: "WARNING",
      code: "NO_PATH",
      message:
        "The value of 'Cause' looks like a JSONPath. Instead of 'Cause', use 'CausePath' to evaluate it as a JSONPath at runtime.",
      location: "/States/FailState/Cause",
    },
  ]);
});
