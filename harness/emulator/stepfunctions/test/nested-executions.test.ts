import { expect, test } from "vitest";
import { EPOCH, ROLE_ARN } from "./run-machine.ts";
import { inWholeCloud, outputOf, taskMachine, type WholeCloud } from "./whole-cloud.ts";

const CHILD = "arn:aws:states:us-east-1:123456789012:stateMachine:child";
const EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:child:nested";

function newChild({ cloud }: WholeCloud, state: Record<string, unknown>): void {
  cloud.stepFunctions.createStateMachine({
    name: "child",
    definition: JSON.stringify({ StartAt: "C", States: { C: state } }),
    roleArn: ROLE_ARN,
  });
}

const machine = (pattern: string, more: Record<string, unknown> = {}): unknown =>
  taskMachine({
    Resource: `arn:aws:states:::states:startExecution${pattern}`,
    Parameters: { StateMachineArn: CHILD, Input: { "from.$": "$.text" }, Name: "nested" },
    ...more,
  });

const SUCCEEDED = {
  ExecutionArn: EXECUTION,
  InputDetails: { Included: true },
  Name: "nested",
  OutputDetails: { Included: true },
  RedriveCount: 0,
  RedriveStatus: "NOT_REDRIVABLE",
  RedriveStatusReason: "Execution is SUCCEEDED and cannot be redriven",
  StartDate: EPOCH,
  StateMachineArn: CHILD,
  Status: "SUCCEEDED",
  StopDate: EPOCH + 60_000,
};

// Recorded: test_sfn_start_execution_sync.
test.each([
  [".sync", { Input: '{"from":"us"}', Output: '{"from":"us"}' }],
  [".sync:2", { Input: { from: "us" }, Output: { from: "us" } }],
])("startExecution%s ends with the nested execution", (pattern, data) =>
  inWholeCloud(async (at) => {
    newChild(at, { Type: "Wait", Seconds: 60, End: true });
    const events = await at.finish(await at.start(machine(pattern), { text: "us" }));
    expect(events.slice(2).map(({ type }) => type)).toEqual([
      "TaskScheduled",
      "TaskStarted",
      "TaskSubmitted",
      "TaskSucceeded",
      "TaskStateExited",
      "ExecutionSucceeded",
    ]);
    expect(outputOf(events[4])).toMatchObject({
      ExecutionArn: EXECUTION,
      SdkHttpMetadata: { HttpStatusCode: 200 },
      StartDate: EPOCH,
    });
    expect(outputOf(events[5])).toEqual({ ...SUCCEEDED, ...data });
  }),
);

// Recorded: test_start_execution_sync_delegate_failure.
test("a nested execution that fails is States.TaskFailed with its description", () =>
  inWholeCloud(async (at) => {
    newChild(at, { Type: "Fail", Error: "SomeFailure", Cause: "on purpose" });
    const events = await at.finish(await at.start(machine(".sync"), { text: "us" }));
    const { error, cause } = events.at(-1)?.details ?? {};
    expect(error).toBe("States.TaskFailed");
    expect(JSON.parse(String(cause))).toMatchObject({
      Cause: "on purpose",
      Error: "SomeFailure",
      Input: '{"from":"us"}',
      Status: "FAILED",
    });
  }));

test("startExecution does not wait", () =>
  inWholeCloud(async (at) => {
    newChild(at, { Type: "Wait", Seconds: 60, End: true });
    const events = await at.finish(await at.start(machine(""), { text: "us" }));
    expect([events.at(-1)?.type, events.at(-1)?.at]).toEqual(["ExecutionSucceeded", EPOCH]);
  }));

test.each([
  ["is stopped", {}, "ExecutionAborted"],
  ["times out", { TimeoutSeconds: 30 }, "ExecutionFailed"],
])("a Task that %s stops its nested execution", (_what, more, ending) =>
  inWholeCloud(async (at) => {
    newChild(at, { Type: "Wait", Seconds: 600, End: true });
    const executionArn = await at.start(machine(".sync", more), { text: "us" });
    await at.clock.sleep(30_000, "a while");
    if (ending === "ExecutionAborted") await at.call("states", "StopExecution", { ExecutionArn: executionArn });
    expect((await at.finish(executionArn)).at(-1)?.type).toBe(ending);
    const nested = at.cloud.stepFunctions.history(EXECUTION).at(-1);
    expect([nested?.type, nested?.at]).toEqual(["ExecutionAborted", EPOCH + 30_000]);
  }),
);

// Recorded: test_start_execution_no_such_arn.
test("a machine that does not exist is named in the failure", () =>
  inWholeCloud(async (at) => {
    const events = await at.finish(await at.start(machine(""), { text: "us" }));
    expect(events.at(-1)?.details).toEqual({
      error: "StepFunctions.StateMachineDoesNotExistException",
      cause: expect.stringMatching(
        /^State Machine Does Not Exist: '.*' \(Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: [0-9a-f-]{36}; Proxy: null\)$/,
      ),
    });
  }));

test("a missing permission has no error of its own", () =>
  inWholeCloud(
    async (at) => {
      newChild(at, { Type: "Pass", End: true });
      const events = await at.finish(await at.start(machine(""), { text: "us" }));
      expect(events.at(-1)?.details).toEqual({
        error: "StepFunctions.AWSStepFunctionsException",
        cause: expect.stringMatching(
          /is not authorized to perform: states:StartExecution on resource: .* \(Service: AWSStepFunctions; Status Code: 400; Error Code: AccessDeniedException; /,
        ),
      });
    },
    { machine: [] },
  ));

test("a nested execution that runs out of time is States.TaskFailed too", () =>
  inWholeCloud(async (at) => {
    at.cloud.stepFunctions.createStateMachine({
      name: "child",
      definition: JSON.stringify({
        TimeoutSeconds: 5,
        StartAt: "W",
        States: { W: { Type: "Wait", Seconds: 60, End: true } },
      }),
      roleArn: ROLE_ARN,
    });
    const { error, cause } = (await at.finish(await at.start(machine(".sync"), { text: "us" }))).at(-1)?.details ?? {};
    expect([error, JSON.parse(String(cause))]).toMatchObject(["States.TaskFailed", { Status: "TIMED_OUT" }]);
  }));

// Recorded: test_sync_with_task_token.
test("a nested execution can end the Task by its token before it ends itself", () =>
  inWholeCloud(async (at) => {
    newChild(at, {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:sfn:sendTaskSuccess",
      Parameters: { "TaskToken.$": "$.token", Output: '"early"' },
      End: true,
    });
    const parameters = { StateMachineArn: CHILD, Input: { "token.$": "$$.Task.Token" } };
    const events = await at.finish(await at.start(machine(".sync:2", { Parameters: parameters })));
    expect(events.at(-1)?.details?.output).toBe('"early"');
  }));
