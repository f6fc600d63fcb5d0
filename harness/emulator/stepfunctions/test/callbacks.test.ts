import { expect, test } from "vitest";
import type { HistoryEvent } from "../execution/history.ts";
import { EPOCH } from "./run-machine.ts";
import { inWholeCloud, outputOf, taskMachine, type WholeCloud } from "./whole-cloud.ts";

const SEND = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";

const machine = (queueUrl: string, task: Record<string, unknown> = {}): unknown =>
  taskMachine({
    Resource: SEND,
    Parameters: { QueueUrl: queueUrl, MessageBody: { "Text.$": "$.text", "TaskToken.$": "$$.Task.Token" } },
    ...task,
  });

async function newQueue({ call }: WholeCloud): Promise<string> {
  return String((await call("sqs", "CreateQueue", { QueueName: "work" })).QueueUrl);
}

/** The body of the next message, and its token. */
async function receive({ call }: WholeCloud, queueUrl: string): Promise<{ body: unknown; token: string }> {
  const { Messages } = await call("sqs", "ReceiveMessage", { QueueUrl: queueUrl, WaitTimeSeconds: 20 });
  const [message] = Messages as { Body: string }[];
  const body = JSON.parse(message?.Body ?? "null") as { TaskToken: string };
  return { body, token: body.TaskToken };
}

const typesOf = (events: readonly HistoryEvent[]): string[] => events.map(({ type }) => type).slice(2);

// Recorded: test_sqs_wait_for_task_tok_with_heartbeat.
test("who is sent the token ends the Task with its output", () =>
  inWholeCloud(async (at) => {
    const queueUrl = await newQueue(at);
    const executionArn = await at.start(machine(queueUrl), { text: "hello" });
    const { body, token } = await receive(at, queueUrl);
    expect(body).toEqual({ Text: "hello", TaskToken: token });
    await at.clock.sleep(30_000, "work");
    await at.call("states", "SendTaskSuccess", { TaskToken: token, Output: '{"done":1.0}' });
    const events = await at.finish(executionArn);
    expect(typesOf(events)).toEqual([
      "TaskScheduled",
      "TaskStarted",
      "TaskSubmitted",
      "TaskSucceeded",
      "TaskStateExited",
      "ExecutionSucceeded",
    ]);
    expect(events[2]?.details).toMatchObject({ resource: "sendMessage.waitForTaskToken", resourceType: "sqs" });
    expect(Object.keys(outputOf(events[4]) as object)).toEqual([
      "MD5OfMessageBody",
      "MessageId",
      "SdkHttpMetadata",
      "SdkResponseMetadata",
    ]);
    expect(events.at(-1)?.details?.output).toBe('{"done":1.0}');
  }));

// Recorded: test_sqs_failure_in_wait_for_task_tok, test_sqs_failure_in_wait_for_task_tok_no_error_field.
test.each([
  [
    { Error: "Failure error", Cause: "Failure cause" },
    { error: "Failure error", cause: "Failure cause" },
    { Error: "Failure error", Cause: "Failure cause" },
  ],
  [{}, {}, { Error: null, Cause: null }],
])("a failure that is reported as %j is shown and caught as such", (reported, details, caught) =>
  inWholeCloud(async (at) => {
    const queueUrl = await newQueue(at);
    const definition = {
      StartAt: "Work",
      States: {
        ...(machine(queueUrl, { Catch: [{ ErrorEquals: ["States.ALL"], Next: "Caught" }] }) as { States: object })
          .States,
        Caught: { Type: "Pass", End: true },
      },
    };
    const executionArn = await at.start(definition, { text: "hello" });
    const { token } = await receive(at, queueUrl);
    await at.call("states", "SendTaskFailure", { TaskToken: token, ...reported });
    const events = await at.finish(executionArn);
    expect(events[5]?.details).toEqual({
      resourceType: "sqs",
      resource: "sendMessage.waitForTaskToken",
      ...details,
    });
    expect(outputOf(events.at(-1))).toEqual(caught);
  }),
);

test("every heartbeat begins the limit anew; the first missed one is a time-out, and the token is then dead", () =>
  inWholeCloud(async (at) => {
    const queueUrl = await newQueue(at);
    const executionArn = await at.start(machine(queueUrl, { HeartbeatSeconds: 10 }), { text: "hello" });
    const { token } = await receive(at, queueUrl);
    for (let beat = 0; beat < 3; beat++) {
      await at.clock.sleep(8000, "work");
      await at.call("states", "SendTaskHeartbeat", { TaskToken: token });
    }
    const events = await at.finish(executionArn);
    expect([events[5]?.type, events[5]?.at]).toEqual(["TaskTimedOut", EPOCH + 34_000]);
    expect(events.at(-1)?.details).toEqual({ error: "States.Timeout" });
    for (const operation of ["SendTaskSuccess", "SendTaskFailure", "SendTaskHeartbeat"]) {
      await expect(at.call("states", operation, { TaskToken: token, Output: "1" })).rejects.toMatchObject({
        code: "TaskTimedOut",
        message: "Task Timed Out: 'Provided task does not exist anymore'",
      });
    }
  }));

test("heartbeats do not stretch TimeoutSeconds", () =>
  inWholeCloud(async (at) => {
    const queueUrl = await newQueue(at);
    const executionArn = await at.start(machine(queueUrl, { TimeoutSeconds: 20, HeartbeatSeconds: 15 }), { text: "" });
    const { token } = await receive(at, queueUrl);
    await at.clock.sleep(12_000, "work");
    await at.call("states", "SendTaskHeartbeat", { TaskToken: token });
    const events = await at.finish(executionArn);
    expect([events[5]?.type, events[5]?.at]).toEqual(["TaskTimedOut", EPOCH + 20_000]);
  }));

test("each retry has a token of its own", () =>
  inWholeCloud(async (at) => {
    const queueUrl = await newQueue(at);
    const retry = [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 1, MaxAttempts: 1 }];
    const executionArn = await at.start(machine(queueUrl, { Retry: retry }), { text: "hello" });
    const first = await receive(at, queueUrl);
    await at.call("states", "SendTaskFailure", { TaskToken: first.token, Error: "Busy" });
    const second = await receive(at, queueUrl);
    expect(second.token).not.toBe(first.token);
    await at.call("states", "SendTaskSuccess", { TaskToken: second.token, Output: "2" });
    expect((await at.finish(executionArn)).at(-1)?.details?.output).toBe("2");
  }));

test("tokens and outputs that are none are refused", () =>
  inWholeCloud(async (at) => {
    const queueUrl = await newQueue(at);
    await at.start(machine(queueUrl), { text: "hello" });
    const { token } = await receive(at, queueUrl);
    const send = (TaskToken: string, Output = "1") => at.call("states", "SendTaskSuccess", { TaskToken, Output });
    await expect(send("nonsense")).rejects.toMatchObject({
      code: "InvalidToken",
      message: "Invalid Token: 'Invalid token'",
    });
    const never = Buffer.from(`task-99-${"0".repeat(32)}`).toString("base64");
    await expect(send(never)).rejects.toMatchObject({ code: "TaskDoesNotExist" });
    await expect(send(token, "{")).rejects.toMatchObject({ code: "InvalidOutput" });
    // The refused output has not ended the task.
    await send(token);
  }));

test("a function is invoked with the token, and TaskSubmitted shows its answer", () =>
  inWholeCloud(async (at) => {
    at.cloud.lambda.registerFunction({
      functionName: "ask",
      role: "machine",
      timeoutSeconds: 3,
      memoryMegabytes: 128,
      environment: {},
      handler: async (payload) => {
        const { token } = JSON.parse(payload) as { token: string };
        await at.call("states", "SendTaskSuccess", { TaskToken: token, Output: '"at once"' });
        return '"asked"';
      },
    });
    const executionArn = await at.start(
      taskMachine({
        Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
        Parameters: { FunctionName: "ask", Payload: { "token.$": "$$.Task.Token" } },
      }),
    );
    const events = await at.finish(executionArn);
    expect(outputOf(events[4])).toMatchObject({ Payload: "asked", StatusCode: 200 });
    expect(events.at(-1)?.details?.output).toBe('"at once"');
  }));

test("an invocation as an event does not wait for the function", () =>
  inWholeCloud(async (at) => {
    at.cloud.lambda.registerFunction({
      functionName: "slow",
      role: "machine",
      timeoutSeconds: 30,
      memoryMegabytes: 128,
      environment: {},
      handler: async () => {
        await at.clock.sleep(10_000, "work");
        return "1";
      },
    });
    const executionArn = await at.start(
      taskMachine({
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: "slow", InvocationType: "Event" },
      }),
    );
    const last = (await at.finish(executionArn)).at(-1);
    expect(outputOf(last)).toMatchObject({ Payload: "", StatusCode: 202 });
    expect(last?.at).toBe(EPOCH);
  }));

test("an execution that is stopped ends its tokens", () =>
  inWholeCloud(async (at) => {
    const queueUrl = await newQueue(at);
    const executionArn = await at.start(machine(queueUrl), { text: "hello" });
    const { token } = await receive(at, queueUrl);
    await at.call("states", "StopExecution", { ExecutionArn: executionArn });
    await at.clock.settle();
    await expect(at.call("states", "SendTaskHeartbeat", { TaskToken: token })).rejects.toMatchObject({
      code: "TaskTimedOut",
    });
  }));
