import { expect, test } from "vitest";
import { readMockConfigFile } from "./mock-config-file.ts";
import { stateMocks } from "./mocked-states.ts";

// Form and names as in https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-test-sm-exec.html.
const FILE = {
  StateMachines: {
    LambdaSQSIntegration: {
      TestCases: {
        HappyPath: { LambdaState: "MockedLambdaSuccess", SQSState: "MockedSQSSuccess" },
        RetryPath: { LambdaState: "MockedLambdaRetry", SQSState: "MockedSQSSuccess" },
      },
    },
  },
  MockedResponses: {
    MockedLambdaSuccess: {
      "0": { Return: { StatusCode: 200, Payload: { StatusCode: 200, body: "Hello from Lambda!" } } },
    },
    MockedSQSSuccess: {
      "0": { Return: { MD5OfMessageBody: "3bcb6e8e-7h85-4375-b0bc-1a59812c6e51", MessageId: "3bcb6e8e" } },
    },
    MockedLambdaRetry: {
      "0": { Throw: { Error: "Lambda.ResourceNotReadyException", Cause: "Lambda resource is not ready." } },
      "1-2": { Throw: { Error: "Lambda.TimeoutException", Cause: "Lambda timed out." } },
      "3": { Return: { StatusCode: 200 } },
    },
  },
};

const read = (change: (file: typeof FILE) => unknown = () => {}) => {
  const file = structuredClone(FILE);
  change(file);
  return readMockConfigFile(JSON.stringify(file), "Mocks.json");
};

test("each attempt has its answer; the last one holds for all that follow", () => {
  const states = read().get("LambdaSQSIntegration")?.get("RetryPath");
  const mocks = stateMocks(states ?? new Map());
  const outcomes = [0, 1, 2, 3, 4].map((attempt) => {
    const result = mocks.resultFor("LambdaState", attempt);
    return result?.kind === "error" ? result.error : result?.result.text;
  });
  const timeout = "Lambda.TimeoutException";
  expect(outcomes).toEqual([
    "Lambda.ResourceNotReadyException",
    timeout,
    timeout,
    '{"StatusCode":200}',
    '{"StatusCode":200}',
  ]);
  expect(mocks.resultFor("Other", 0)).toBeUndefined();
});

test("numbers of a Return stay as they are written", () => {
  const text =
    '{"StateMachines":{"M":{"TestCases":{"C":{"S":"R"}}}},"MockedResponses":{"R":{"0":{"Return":{"b":1.0,"a":12345678901234567890}}}}}';
  const mocks = stateMocks(readMockConfigFile(text, "f").get("M")?.get("C") ?? new Map());
  expect(mocks.resultFor("S", 0)).toMatchObject({ result: { text: '{"b":1.0,"a":12345678901234567890}' } });
});

test.each<[string, (file: typeof FILE) => unknown, string]>([
  [
    "an unknown response",
    (file) =>
      Object.assign(file.StateMachines.LambdaSQSIntegration.TestCases.HappyPath, { SQSState: "MockedSQSSucess" }),
    "Mocks.json: StateMachines.LambdaSQSIntegration.TestCases.HappyPath.SQSState names the response 'MockedSQSSucess', which is not in MockedResponses; did you mean 'MockedSQSSuccess'?",
  ],
  [
    "a gap between attempts",
    (file) => Reflect.deleteProperty(file.MockedResponses.MockedLambdaRetry, "1-2"),
    "Mocks.json: MockedResponses.MockedLambdaRetry: attempts must follow each other from 0, but after 1 comes '3'.",
  ],
  [
    "an attempt that is no number",
    (file) => Object.assign(file.MockedResponses.MockedSQSSuccess, { first: { Return: 1 } }),
    "Mocks.json: MockedResponses.MockedSQSSuccess.first: must be an attempt ('0') or a range of attempts ('1-2').",
  ],
  [
    "neither Return nor Throw",
    (file) => Object.assign(file.MockedResponses.MockedSQSSuccess, { "0": { Retrun: 1 } }),
    'Mocks.json: MockedResponses.MockedSQSSuccess.0 must be {"Return": …} or {"Throw": {"Error": …, "Cause": …}}.',
  ],
  [
    "a mistyped field",
    (file) => Object.assign(file, { MockedResponse: {} }),
    "Mocks.json: the file has a field 'MockedResponse'; did you mean 'MockedResponses'?",
  ],
])("%s is one sentence", (_, change, sentence) => {
  expect(() => read(change)).toThrow(sentence);
});

test.each([
  ['{"StateMachine":{},"MockedResponses":{}}', "the file has a field 'StateMachine'; did you mean 'StateMachines'?"],
  ['{"StateMachines":{}}', "MockedResponses must be an object."],
  [
    '{"StateMachines":{"M":{"TestCases":{"C":{"S":1}}}},"MockedResponses":{}}',
    "StateMachines.M.TestCases.C.S must be a text.",
  ],
  ["[]", "the file must be an object."],
])("%s", (text, sentence) => {
  expect(() => readMockConfigFile(text, "f")).toThrow(`f: ${sentence}`);
});

test("what is no JSON is said to be none", () => {
  expect(() => readMockConfigFile("{", "Mocks.json")).toThrow(/^Mocks\.json is not JSON: /);
});
