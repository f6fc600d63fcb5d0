import {
  CreateActivityCommand,
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListTagsForResourceCommand,
  PublishStateMachineVersionCommand,
  RedriveExecutionCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { RealClock } from "../../../clock/real-clock.ts";
import type { HistoryEvent } from "../../../emulator/stepfunctions/execution/history.ts";
import { type KeptCloudUnderTest, keptCloud } from "./kept-cloud-under-test.ts";

const roleArn = "arn:aws:iam::000000000000:role/any";

/** The machine's time and what a test adds, as if the process had been down so long. */
class LaterClock extends RealClock {
  readonly #aheadMs: number;

  constructor(aheadMs: number) {
    super();
    this.#aheadMs = aheadMs;
  }

  override now(): number {
    return super.now() + this.#aheadMs;
  }
}

async function machine(sfn: SFNClient, states: object, startAt: string): Promise<string> {
  const definition = JSON.stringify({ StartAt: startAt, States: states });
  const { stateMachineArn = "" } = await sfn.send(new CreateStateMachineCommand({ name: "m", definition, roleArn }));
  return stateMachineArn;
}

async function started(sfn: SFNClient, stateMachineArn: string, input = "{}"): Promise<string> {
  return (await sfn.send(new StartExecutionCommand({ stateMachineArn, input }))).executionArn ?? "";
}

/** The types of the history's events once the execution has ended. */
async function endOf({ cloud }: KeptCloudUnderTest, arn: string) {
  const execution = cloud.stepFunctions.executions().find((one) => one.arn === arn);
  if (!execution) throw new Error(`There is no ${arn}.`);
  await new Promise<void>((resolve) => execution.cancellation.onCancel(resolve));
  const { status, ending, history } = execution;
  return { status, ending, types: history.events.map(({ type }) => type), history };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The event has happened so often, and is written. */
async function happened({ cloud }: KeptCloudUnderTest, type: string, times = 1): Promise<HistoryEvent> {
  for (;;) {
    const events = cloud.stepFunctions.executions().flatMap(({ history }) => history.events);
    const found = events.filter((event) => event.type === type);
    await turn();
    if (found.length >= times) return found[times - 1] as HistoryEvent;
  }
}

test("machines, versions, aliases, tags and what has ended are there again, and a failed execution is redriven", async () => {
  const before = await keptCloud();
  const sfn = await before.clients.sfn();
  const definition = JSON.stringify({
    StartAt: "Made",
    States: {
      Made: { Type: "Pass", Result: { a: 1 }, Assign: { kept: "yes" }, Next: "Call" },
      Call: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: "absent" },
        End: true,
      },
    },
  });
  const made = await sfn.send(
    new CreateStateMachineCommand({ name: "m", definition, roleArn, tags: [{ key: "a", value: "b" }] }),
  );
  const stateMachineArn = made.stateMachineArn ?? "";
  const { stateMachineVersionArn } = await sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn }));
  const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
  const alias = await sfn.send(new CreateStateMachineAliasCommand({ name: "live", routingConfiguration }));
  const executionArn = await started(sfn, alias.stateMachineAliasArn ?? "");
  await endOf(before, executionArn);
  const told = await sfn.send(new DescribeExecutionCommand({ executionArn }));
  const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));

  const after = await before.afterCrash();
  const again = await after.clients.sfn();
  const described = await again.send(new DescribeStateMachineCommand({ stateMachineArn }));
  expect(described).toMatchObject({ definition, status: "ACTIVE" });
  expect((await again.send(new ListTagsForResourceCommand({ resourceArn: stateMachineArn }))).tags).toEqual([
    { key: "a", value: "b" },
  ]);
  const retold = await again.send(new DescribeExecutionCommand({ executionArn }));
  expect({ ...retold, $metadata: 0 }).toEqual({ ...told, $metadata: 0 });
  expect((await again.send(new GetExecutionHistoryCommand({ executionArn }))).events).toEqual(events);
  after.cloud.lambda.registerFunction({
    functionName: "absent",
    role: "any",
    timeoutSeconds: 3,
    memoryMegabytes: 128,
    environment: {},
    handler: async () => "1",
  });
  await again.send(new RedriveExecutionCommand({ executionArn }));
  const { status, types } = await endOf(after, executionArn);
  expect([status, types.slice(events?.length)]).toEqual([
    "SUCCEEDED",
    ["ExecutionRedriven", "TaskScheduled", "TaskStarted", "TaskSucceeded", "TaskStateExited", "ExecutionSucceeded"],
  ]);
});

test("an attempt in flight is lost as a broken connection is, and the definition says what follows", async () => {
  const before = await keptCloud();
  const sfn = await before.clients.sfn();
  const functionOf = (functionName: string, { cloud }: KeptCloudUnderTest, handler: () => Promise<string>) =>
    cloud.lambda.registerFunction({
      functionName,
      role: "any",
      timeoutSeconds: 900,
      memoryMegabytes: 128,
      environment: {},
      handler,
    });
  functionOf("slow", before, () => new Promise(() => {}));
  const Call = {
    Type: "Task",
    Resource: "arn:aws:lambda:us-east-1:000000000000:function:slow",
    Retry: [{ ErrorEquals: ["Lambda.SdkClientException"], IntervalSeconds: 1, MaxAttempts: 1 }],
    Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Caught" }],
    End: true,
  };
  const arn = await started(sfn, await machine(sfn, { Call, Caught: { Type: "Succeed" } }, "Call"));
  await happened(before, "LambdaFunctionStarted");

  const after = await before.afterCrash();
  // Its one retry has been used up by the first crash: what the second one interrupts is caught.
  functionOf("slow", after, () => new Promise(() => {}));
  const failed = await happened(after, "LambdaFunctionFailed");
  expect(failed.details).toEqual({
    error: "Lambda.SdkClientException",
    cause: "Unable to execute HTTP request: Connection reset",
  });
  const waiting = await after.afterCrash(new LaterClock(3_600_000));
  functionOf("slow", waiting, () => new Promise(() => {}));
  await happened(waiting, "LambdaFunctionStarted", 2);
  const last = await waiting.afterCrash();
  const { status, types, ending } = await endOf(last, arn);
  expect([status, types]).toEqual([
    "SUCCEEDED",
    [
      "ExecutionStarted",
      "TaskStateEntered",
      ...["LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionFailed"],
      ...["LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionFailed"],
      "TaskStateExited",
      "SucceedStateEntered",
      "SucceedStateExited",
      "ExecutionSucceeded",
    ],
  ]);
  expect(JSON.stringify(ending?.status === "SUCCEEDED" && ending.output.text)).toContain("Lambda.SdkClientException");
});

test("a Wait that passed meanwhile is over, in every branch and with the variables of before", async () => {
  const before = await keptCloud();
  const sfn = await before.clients.sfn();
  const waiting = (Seconds: number) => ({
    StartAt: `Wait${Seconds}`,
    States: {
      [`Wait${Seconds}`]: { Type: "Wait", Seconds, Next: `Out${Seconds}` },
      [`Out${Seconds}`]: { Type: "Pass", Parameters: { "who.$": "$who", "item.$": "$$.Execution.Name" }, End: true },
    },
  });
  const states = {
    Named: { Type: "Pass", Assign: { who: "me" }, Next: "Both" },
    Both: {
      Type: "Parallel",
      Branches: [waiting(60), { StartAt: "Now", States: { Now: { Type: "Pass", End: true } } }],
      Next: "Each",
    },
    Each: {
      Type: "Map",
      ItemsPath: "$",
      ItemProcessor: { StartAt: "W", States: { W: { Type: "Wait", Seconds: 0, End: true } } },
      End: true,
    },
  };
  const text = JSON.stringify(states).replaceAll('"$who"', '"$.who"');
  const arn = await started(sfn, await machine(sfn, JSON.parse(text), "Named"), '{"who":"you"}');
  await happened(before, "WaitStateEntered");
  const after = await before.afterCrash(new LaterClock(3_600_000));
  const { status, types, ending } = await endOf(after, arn);
  expect(status).toBe("SUCCEEDED");
  expect(types.filter((type) => type === "WaitStateEntered")).toHaveLength(3);
  expect(ending?.status === "SUCCEEDED" && JSON.parse(ending.output.text)).toMatchObject([
    { who: "you" },
    { who: "you" },
  ]);
  // A restart is no event.
  expect(types).not.toContain("ExecutionRedriven");
});

test("a distributed Map that was running fails as a lost call does: its children have ended with the process", async () => {
  const before = await keptCloud();
  const sfn = await before.clients.sfn();
  const Each = {
    Type: "Map",
    ItemsPath: "$",
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      StartAt: "W",
      States: { W: { Type: "Wait", Seconds: 60, End: true } },
    },
    End: true,
  };
  const arn = await started(sfn, await machine(sfn, { Each }, "Each"), "[1,2]");
  await happened(before, "MapRunStarted");
  const after = await before.afterCrash();
  expect(after.cloud.stepFunctions.executions()).toHaveLength(1);
  const { ending, types } = await endOf(after, arn);
  expect(ending).toMatchObject({ status: "FAILED", error: "StepFunctions.SdkClientException" });
  expect(types.slice(-2)).toEqual(["MapStateFailed", "ExecutionFailed"]);
});

test("what somebody outside ends goes on waiting for him: a token that was sent, an activity, a nested execution", async () => {
  const before = await keptCloud();
  before.cloud.sqs.createQueue("approvals");
  const sfn = await before.clients.sfn();
  const { activityArn = "" } = await sfn.send(new CreateActivityCommand({ name: "a" }));
  const definition = JSON.stringify({
    StartAt: "Work",
    States: { Work: { Type: "Task", Resource: activityArn, End: true } },
  });
  const nested = await sfn.send(new CreateStateMachineCommand({ name: "nested", definition, roleArn }));
  const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: { ...state, End: true } } });
  const Both = {
    Type: "Parallel",
    Branches: [
      branch("Approve", {
        Type: "Task",
        Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        Parameters: {
          QueueUrl: "http://127.0.0.1:4566/000000000000/approvals",
          "MessageBody.$": "$$.Task.Token",
        },
      }),
      branch("Nested", {
        Type: "Task",
        Resource: "arn:aws:states:::states:startExecution.sync:2",
        Parameters: { StateMachineArn: nested.stateMachineArn },
        ResultSelector: { "output.$": "$.Output" },
      }),
    ],
    End: true,
  };
  const arn = await started(sfn, await machine(sfn, { Both }, "Both"));
  const { Messages: [message] = [] } = await (await before.clients.sqs()).send(
    new ReceiveMessageCommand({ QueueUrl: "http://127.0.0.1:4566/000000000000/approvals", WaitTimeSeconds: 5 }),
  );
  await happened(before, "ActivityScheduled");
  await happened(before, "TaskSubmitted", 2);

  const after = await before.afterCrash();
  const again = await after.clients.sfn();
  await again.send(new SendTaskSuccessCommand({ taskToken: message?.Body, output: '"approved"' }));
  const task = await again.send(new GetActivityTaskCommand({ activityArn, workerName: "w" }));
  const taken = await after.afterCrash();
  const last = await taken.clients.sfn();
  await last.send(new SendTaskSuccessCommand({ taskToken: task.taskToken, output: '"done"' }));
  const { status, ending } = await endOf(taken, arn);
  expect(status).toBe("SUCCEEDED");
  expect(ending?.status === "SUCCEEDED" && JSON.parse(ending.output.text)).toEqual(["approved", { output: "done" }]);
});
