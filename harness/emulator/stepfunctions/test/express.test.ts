import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { loggedCloud, ROLE_ARN } from "./logged-cloud.ts";

installWorldGlobals();

const CONTEXT = {
  StartAt: "Query",
  States: { Query: { Type: "Pass", Parameters: { "context.$": "$$.Execution" }, End: true } },
};
const PASS = { StartAt: "Pass", States: { Pass: { Type: "Pass", End: true } } };
const FAIL = { StartAt: "Fail", States: { Fail: { Type: "Fail", Error: "Sad", Cause: "no reason" } } };
const wait = (seconds: number) => ({
  StartAt: "Wait",
  States: { Wait: { Type: "Wait", Seconds: seconds, End: true } },
});

/** A scene with the ARN of one Express machine. */
async function withMachine(
  definition: object,
  scene: (cloud: ReturnType<typeof loggedCloud>, stateMachineArn: string) => Promise<void>,
): Promise<void> {
  const cloud = loggedCloud();
  await cloud.clock.drive(async () => {
    await cloud.createGroup();
    const options = { type: "EXPRESS", level: "ALL", includeExecutionData: true } as const;
    await scene(cloud, await cloud.createMachine(definition, options));
  });
}

test("StartSyncExecution answers with output, billing and no count of redrives (recorded: test_query_runtime_memory)", () =>
  withMachine(CONTEXT, async (cloud, stateMachineArn) => {
    const {
      $metadata,
      executionArn = "",
      name = "",
      startDate,
      stopDate,
      output,
      ...answer
    } = await cloud.sfn.send(new StartSyncExecutionCommand({ stateMachineArn, input: '{"message": "TestMessage"}' }));
    expect($metadata.httpStatusCode).toBe(200);
    expect(executionArn).toMatch(
      new RegExp(`^arn:aws:states:us-east-1:123456789012:express:machine:${name}:[0-9a-f-]{36}$`),
    );
    expect(stopDate).toEqual(startDate);
    expect(answer).toEqual({
      stateMachineArn,
      status: "SUCCEEDED",
      input: '{"message": "TestMessage"}',
      inputDetails: { included: true },
      outputDetails: { included: true },
      billingDetails: { billedDurationInMilliseconds: 100, billedMemoryUsedInMB: 64 },
    });
    expect(JSON.parse(output ?? "")).toEqual({
      context: {
        Id: executionArn,
        Input: { message: "TestMessage" },
        StartTime: startDate?.toISOString(),
        Name: name,
        RoleArn: ROLE_ARN,
      },
    });
  }));

test("a failed synchronous execution is an answer, not an error", () =>
  withMachine(FAIL, async (cloud, stateMachineArn) => {
    const answer = await cloud.sfn.send(new StartSyncExecutionCommand({ stateMachineArn, name: "sad" }));
    expect(answer).toMatchObject({ name: "sad", status: "FAILED", error: "Sad", cause: "no reason" });
    expect(answer).not.toHaveProperty("output");
  }));

test("METADATA_ONLY leaves input and output out", () =>
  withMachine(wait(7), async (cloud, stateMachineArn) => {
    const answer = await cloud.sfn.send(
      new StartSyncExecutionCommand({ stateMachineArn, includedData: "METADATA_ONLY" }),
    );
    expect(answer).toMatchObject({ inputDetails: { included: false }, outputDetails: { included: false } });
    expect(answer).not.toHaveProperty("input");
    expect(answer).not.toHaveProperty("output");
    expect(answer.billingDetails).toEqual({ billedDurationInMilliseconds: 7000, billedMemoryUsedInMB: 64 });
  }));

test("an Express execution times out after five minutes", () =>
  withMachine(wait(301), async (cloud, stateMachineArn) => {
    const answer = await cloud.sfn.send(new StartSyncExecutionCommand({ stateMachineArn }));
    expect(answer).toMatchObject({ status: "TIMED_OUT", error: "States.Timeout" });
    expect(Number(answer.stopDate) - Number(answer.startDate)).toBe(300_000);
    expect((await cloud.messages()).at(-1)).toMatchObject({ type: "ExecutionTimedOut" });
  }));

test("an asynchronous execution shows only in its logs; its name may come again", () =>
  withMachine(CONTEXT, async (cloud, stateMachineArn) => {
    const start = new StartExecutionCommand({ stateMachineArn, name: "same" });
    const { executionArn = "" } = await cloud.sfn.send(start);
    const { executionArn: another } = await cloud.sfn.send(start);
    await cloud.clock.settle();
    expect(another).not.toBe(executionArn);
    const last = (await cloud.messages('{ $.type = "ExecutionSucceeded" }')).at(0);
    expect(last).toMatchObject({ execution_arn: executionArn, id: "4", previous_event_id: "3", redrive_count: "0" });
    expect(last?.details).toMatchObject({ output: expect.stringContaining('"RedriveCount":0') });

    const refusal = { name: "InvalidArn", message: "Invalid Arn: 'Resource type not valid in this context: express'" };
    await expect(cloud.sfn.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject(refusal);
    await expect(cloud.sfn.send(new GetExecutionHistoryCommand({ executionArn }))).rejects.toMatchObject(refusal);
    await expect(cloud.sfn.send(new StopExecutionCommand({ executionArn }))).rejects.toMatchObject(refusal);
  }));

test("what the type of a machine does not have is refused", () =>
  withMachine(CONTEXT, async (cloud, stateMachineArn) => {
    const refusal = {
      name: "StateMachineTypeNotSupported",
      message: "This operation is not supported by this type of state machine",
    };
    await expect(cloud.sfn.send(new ListExecutionsCommand({ stateMachineArn }))).rejects.toMatchObject(refusal);
    const standard = await cloud.createMachine(CONTEXT, { name: "standard" });
    const sync = new StartSyncExecutionCommand({ stateMachineArn: standard });
    await expect(cloud.sfn.send(sync)).rejects.toMatchObject(refusal);
  }));

test("a Standard execution waits for a nested Express one by the SDK integration, and gives it an object as input", () =>
  withMachine(PASS, async (cloud, nestedArn) => {
    const resource = "arn:aws:states:::aws-sdk:sfn:startSyncExecution";
    const stateMachineArn = await cloud.createMachine(
      {
        StartAt: "Nested",
        States: {
          Nested: {
            ...task(resource, { StateMachineArn: nestedArn, Input: { "answer.$": "$.answer" } }),
            ResultSelector: { "status.$": "$.Status", "output.$": "$.Output" },
          },
        },
      },
      { name: "outer" },
    );
    const { executionArn } = await cloud.sfn.send(
      new StartExecutionCommand({ stateMachineArn, input: '{"answer": 42.0}' }),
    );
    await cloud.clock.settle();
    const { output } = await cloud.sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect(JSON.parse(output ?? "")).toEqual({ status: "SUCCEEDED", output: '{"answer":42.0}' });
  }));

const task = (resource: string, parameters?: object) => ({
  Type: "Task",
  Resource: resource,
  ...(parameters && { Parameters: parameters }),
  End: true,
});
const FORBIDDEN = [
  {
    states: {
      Send: task("arn:aws:states:::sqs:sendMessage.waitForTaskToken", {
        QueueUrl: "queue",
        "MessageBody.$": "$$.Task.Token",
      }),
    },
    problem: "Express state machine does not support '.waitForTaskToken' service integration at /States/Send/Resource",
  },
  {
    states: {
      Each: {
        Type: "Map",
        End: true,
        ItemProcessor: {
          StartAt: "Run",
          States: {
            Run: task("arn:aws:states:::states:startExecution.sync:2", {
              StateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:other",
            }),
          },
        },
      },
    },
    problem:
      "Express state machine does not support '.sync' service integration at /States/Each/ItemProcessor/States/Run/Resource",
  },
  {
    states: { Work: task("arn:aws:states:us-east-1:123456789012:activity:work") },
    problem: "Express state machine does not support Activity ARN at /States/Work/Resource",
  },
];

test.for(FORBIDDEN)("an Express definition is refused: $problem", ({ states, problem }) =>
  withMachine(CONTEXT, async (cloud) => {
    const definition = JSON.stringify({ StartAt: Object.keys(states)[0], States: states });
    const command = new CreateStateMachineCommand({ name: "other", type: "EXPRESS", roleArn: ROLE_ARN, definition });
    await expect(cloud.sfn.send(command)).rejects.toMatchObject({
      name: "InvalidDefinition",
      message: `Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ${problem}'`,
    });
  }),
);
