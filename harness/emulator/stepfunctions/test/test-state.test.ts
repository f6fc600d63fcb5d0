import { expect, test } from "vitest";
import { ROLE_ARN } from "./run-machine.ts";
import { testState } from "./test-one-state.ts";

const INVOKE = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "f" } };
const RETRY = [{ ErrorEquals: ["Lambda.ServiceException"], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }];
const failing = { errorOutput: { error: "Lambda.ServiceException", cause: "Service error" } };
const definition = (state: object): string => JSON.stringify(state);

// https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html, example 2; TestState writes blanks since.
test("the data flow of a Pass state, as AWS's example shows it", async () => {
  const state = {
    Type: "Pass",
    InputPath: "$.payload",
    Parameters: { data: 1 },
    ResultPath: "$.result",
    OutputPath: "$.result.data",
    Next: "Another State",
  };
  const input = '{"payload": {"foo": "bar"}}';
  expect(await testState({ definition: definition(state), input, inspectionLevel: "DEBUG" })).toEqual({
    output: "1",
    inspectionData: {
      input,
      afterInputPath: '{"foo": "bar"}',
      afterParameters: '{"data": 1}',
      afterResultSelector: '{"data": 1}',
      afterResultPath: '{"payload": {"foo": "bar"}, "result": {"data": 1}}',
    },
    nextState: "Another State",
    status: "SUCCEEDED",
  });
});

// AWS: Simulating retry attempts.
test("a failure that a retrier names is retriable, after as many retries as it has not", async () => {
  const state = { ...INVOKE, Retry: RETRY, End: true };
  const after = (retrierRetryCount: number) =>
    testState({
      definition: definition(state),
      mock: failing,
      stateConfiguration: { retrierRetryCount },
      inspectionLevel: "DEBUG",
    });
  expect(await after(1)).toMatchObject({
    status: "RETRIABLE",
    error: "Lambda.ServiceException",
    cause: "Service error",
    inspectionData: { errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 4 } },
  });
  expect(await after(3)).toMatchObject({ status: "FAILED", inspectionData: { errorDetails: { retryIndex: 0 } } });
});

// AWS: Testing catch handlers.
test("a caught failure goes where its Catch says, with the error put into the input", async () => {
  const caught = { ErrorEquals: ["States.TaskFailed"], ResultPath: "$.error", Next: "Handle" };
  const state = { ...INVOKE, Catch: [{ ErrorEquals: ["Other"], Next: "Never" }, caught], Next: "Success" };
  const answer = await testState({
    definition: definition(state),
    input: '{"data": "value"}',
    mock: failing,
    inspectionLevel: "DEBUG",
  });
  expect(answer).toMatchObject({
    status: "CAUGHT_ERROR",
    nextState: "Handle",
    output: '{"data": "value", "error": {"Error": "Lambda.ServiceException", "Cause": "Service error"}}',
    inspectionData: { errorDetails: { catchIndex: 1 } },
  });
});

const MACHINE = {
  StartAt: "Each",
  States: {
    Each: {
      Type: "Map",
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: "Both",
        States: {
          Both: {
            Type: "Parallel",
            Branches: [
              {
                StartAt: "Inner",
                States: {
                  Inner: {
                    Type: "Pass",
                    Parameters: { "at.$": "$$.Map.Item.Index", "of.$": "$$.Map.Item.Value" },
                    End: true,
                  },
                },
              },
            ],
            End: true,
          },
        },
      },
      End: true,
    },
  },
};

// AWS: Automatic Context population.
test("a state inside Map and Parallel is tested by its name, as the first item", async () => {
  const answer = await testState({ definition: definition(MACHINE), stateName: "Inner", input: '"x"' });
  expect(answer).toEqual({ output: '{"at": 0, "of": "x"}', status: "SUCCEEDED" });
});

test("a Map shows its items on the way to its iterations", async () => {
  const state = {
    Type: "Map",
    ItemsPath: "$.items",
    ItemSelector: { "v.$": "$$.Map.Item.Value", "n.$": "$.n" },
    ItemBatcher: { MaxItemsPerBatch: 2 },
    MaxConcurrency: 7,
    ToleratedFailurePercentage: 12.5,
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      StartAt: "P",
      States: { P: { Type: "Pass", End: true } },
    },
    End: true,
  };
  const answer = await testState({
    definition: definition(state),
    input: '{"items": [1, 2, 3], "n": 4}',
    mock: { result: "[10, 20]" },
    inspectionLevel: "DEBUG",
  });
  expect(answer).toMatchObject({
    output: "[10, 20]",
    inspectionData: {
      afterItemsPath: "[1, 2, 3]",
      afterItemSelector: '[{"v": 1, "n": 4}, {"v": 2, "n": 4}, {"v": 3, "n": 4}]',
      afterItemBatcher: '[{"Items": [{"v": 1, "n": 4}, {"v": 2, "n": 4}]}, {"Items": [{"v": 3, "n": 4}]}]',
      maxConcurrency: 7,
      toleratedFailurePercentage: 12.5,
    },
  });
});

test("a given Context object stands in for the execution's own; a Map adds its items", async () => {
  const state = {
    Type: "Map",
    ItemSelector: { "id.$": "$$.Execution.Id", "item.$": "$$.Map.Item.Value" },
    ItemProcessor: { StartAt: "P", States: { P: { Type: "Pass", End: true } } },
    End: true,
  };
  const answer = await testState({
    definition: definition(state),
    input: "[7]",
    context: '{"Execution": {"Id": "mine"}}',
    mock: { result: "[]" },
    inspectionLevel: "DEBUG",
  });
  expect(answer).toMatchObject({ inspectionData: { afterItemSelector: '[{"item": 7, "id": "mine"}]' } });
});

test("an ItemReader reads the data that the caller gives, in its own format", async () => {
  const state = {
    Type: "Map",
    ItemReader: {
      Resource: "arn:aws:states:::s3:getObject",
      ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
      Parameters: { Bucket: "b", Key: "k" },
    },
    ItemSelector: { "name.$": "$$.Map.Item.Value.name" },
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      StartAt: "P",
      States: { P: { Type: "Pass", End: true } },
    },
    End: true,
  };
  const answer = await testState({
    definition: definition(state),
    mock: { result: "[]" },
    stateConfiguration: { mapItemReaderData: "name,age\nAnna,3\nBen,4\n" },
    inspectionLevel: "DEBUG",
  });
  expect(answer).toMatchObject({ inspectionData: { afterItemSelector: '[{"name": "Anna"}, {"name": "Ben"}]' } });
});

test("variables are there for the state and shown after it", async () => {
  const state = {
    Type: "Pass",
    QueryLanguage: "JSONata",
    Output: "{% $a + 1 %}",
    Assign: { b: "{% $a %}" },
    End: true,
  };
  const answer = await testState({ definition: definition(state), variables: '{"a": 41}', inspectionLevel: "DEBUG" });
  expect(answer).toEqual({
    output: "42",
    status: "SUCCEEDED",
    inspectionData: { input: "{}", variables: '{"a": 41, "b": 41}' },
  });
});

test("a state that takes longer than five minutes times out; a shorter one costs nothing", async () => {
  const wait = (Seconds: number) => testState({ definition: definition({ Type: "Wait", Seconds, End: true }) });
  expect(await wait(301)).toEqual({ status: "FAILED", error: "States.Timeout" });
  expect(await wait(299)).toEqual({ status: "SUCCEEDED", output: "{}" });
});

test("without a mock the function is called", async () => {
  const answer = await testState(
    { definition: definition({ ...INVOKE, ResultSelector: { "p.$": "$.Payload" }, End: true }), roleArn: ROLE_ARN },
    { invokeLambda: async () => ({ payload: '{"a":1.0}', requestId: "r" }) },
  );
  expect(answer).toEqual({ status: "SUCCEEDED", output: '{"p": {"a": 1.0}}' });
});

const SYNC = {
  Type: "Task",
  Resource: "arn:aws:states:::states:startExecution.sync:2",
  Parameters: { StateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:other" },
  End: true,
};
const HTTP = {
  Type: "Task",
  Resource: "arn:aws:states:::http:invoke",
  Parameters: {
    ApiEndpoint: "https://example.com",
    Method: "GET",
    Authentication: { ConnectionArn: "arn:aws:events:us-east-1:123456789012:connection/a/b" },
  },
  End: true,
};
const PASS = { Type: "Pass", End: true };
const mock = { result: "{}" };

test.each([
  [
    "a mocked Pass",
    { definition: definition(PASS), mock },
    "ValidationException: State type 'Pass' is not supported when a mock is specified",
  ],
  [
    "a Map alone",
    { definition: definition(MACHINE), stateName: "Each" },
    "InvalidDefinition: TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
  ],
  [
    "a job that is waited for",
    { definition: definition(SYNC), roleArn: ROLE_ARN },
    "InvalidDefinition: TestState API does not support '.sync' or '.waitForTaskToken' integration patterns.",
  ],
  [
    "a Task without role",
    { definition: definition({ ...INVOKE, End: true }) },
    "ValidationException: RoleArn must be specified when testing a Task state",
  ],
  [
    "two mocks in one",
    { definition: definition({ ...INVOKE, End: true }), mock: { ...mock, ...failing } },
    "ValidationException: A test mock should have only one of the following fields: [result, errorOutput].",
  ],
  [
    "a context without mock",
    { definition: definition(PASS), context: "{}" },
    "ValidationException: TestState does not support Context when a mock is not specified.",
  ],
  [
    "an unknown member of the context",
    { definition: definition({ ...INVOKE, End: true }), mock, context: '{"Execution": {"Nmae": "x"}}' },
    "ValidationException: Context object validation error: Field 'Execution.Nmae' is not supported",
  ],
  [
    "a context of another type",
    { definition: definition({ ...INVOKE, End: true }), mock, context: '{"State": {"RetryCount": "1"}}' },
    "ValidationException: Context object validation error: Field 'State.RetryCount' must be a number",
  ],
  [
    "a list where a Map's result must be one",
    { definition: definition(MACHINE), stateName: "Each", mock },
    "ValidationException: Mocked result must be an array.",
  ],
  [
    "a mock of StartExecution for what DescribeExecution answers",
    { definition: definition(SYNC), mock: { result: '{"ExecutionArn": "a", "StartDate": "d"}' } },
    "ValidationException: Mock result schema validation error: Required field 'StateMachineArn' is missing",
  ],
  [
    "an integration that is not emulated",
    {
      definition: definition(HTTP),
      roleArn: ROLE_ARN,
    },
    "NotImplemented: The task resource arn:aws:states:::http:invoke is not emulated.",
  ],
])("%s is refused", async (_, request, refusal) => {
  expect(await testState(request)).toBe(refusal);
});

// AWS: Basic mocking syntax; mock validation is not supported for HTTP Tasks.
test("what nobody emulates can be mocked; the payload of lambda:invoke may be an object", async () => {
  expect(await testState({ definition: definition(HTTP), mock: { result: '"any"' } })).toMatchObject({
    output: '"any"',
  });
  const result = '{"Payload": {"statusCode": 200}}';
  expect(await testState({ definition: definition({ ...INVOKE, End: true }), mock: { result } })).toMatchObject({
    output: result,
  });
});

test("a state is tested beside others that call what nobody emulates", async () => {
  const machine = { StartAt: "One", States: { One: { Type: "Pass", Next: "Call" }, Call: HTTP } };
  const tested = { definition: definition(machine), stateName: "One" };
  expect(await testState(tested)).toMatchObject({ status: "SUCCEEDED", nextState: "Call" });
});

test("without a role the Context object names none", async () => {
  const shown = { Type: "Pass", Parameters: { "execution.$": "$$.Execution" }, End: true };
  const execution = async (more: Record<string, unknown>): Promise<unknown> => {
    const { output } = (await testState({ definition: definition(shown), ...more })) as { output: string };
    return JSON.parse(output).execution;
  };
  expect(await execution({})).not.toHaveProperty("RoleArn");
  expect(await execution({ roleArn: ROLE_ARN })).toMatchObject({ RoleArn: ROLE_ARN });
});
