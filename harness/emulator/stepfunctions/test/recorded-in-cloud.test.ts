import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { compareHistories, type PlayedEvent } from "./play-recorded.ts";
import { asRecorded } from "./recorded-case.ts";
import { ROLE_ARN } from "./run-machine.ts";
import { inWholeCloud, type WholeCloud } from "./whole-cloud.ts";

const FOLDER = new URL("../fixtures/recorded-in-cloud/", import.meta.url);

const CASE = z.object({
  case: z.string(),
  definition: z.string(),
  input: z.string(),
  events: z.array(z.looseObject({ id: z.number(), type: z.string() })),
});

const ACTIVITY = "arn:aws:states:us-east-1:123456789012:activity:activity";
const CHILD = "arn:aws:states:us-east-1:123456789012:stateMachine:child";
const PASS = { StartAt: "P", States: { P: { Type: "Pass", Result: { Arg1: "argument1" }, End: true } } };

/** The nested machine of test_sync_with_task_token: it sends the token on and waits itself. */
const SEND_ON = {
  StartAt: "S",
  States: {
    S: {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      Parameters: {
        "QueueUrl.$": "$.QueueUrl",
        MessageBody: { "TaskToken.$": "$.TaskToken", "Own.$": "$$.Task.Token" },
      },
      End: true,
    },
  },
};

/** What LocalStack's test did beside the execution; what is not here did nothing. */
const BESIDE: Readonly<Record<string, (at: WholeCloud, queueUrl: string) => Promise<void>>> = {
  "activity-task": (at) => work(at, 0),
  "activity-task-with-heartbeat": (at) => work(at, 3),
  "wait-for-task-token-success": (at, url) =>
    report(at, url, ({ Message }) => ["SendTaskSuccess", JSON.stringify(Message)]),
  "heartbeat-notifications": (at, url) => report(at, url, (body) => ["SendTaskSuccess", JSON.stringify(body)], 5),
  "wait-for-task-token-failure": (at, url) => report(at, url, () => ["SendTaskFailure", "Failure"]),
  "wait-for-task-token-no-error-in-parallel": (at, url) => report(at, url, () => ["SendTaskFailure", ""]),
  "start-execution-sync-with-task-token": (at, url) =>
    report(at, url, () => ["SendTaskSuccess", '"SQS_SEND_MESSAGE_AND_WAIT"']),
};

async function work({ call, clock }: WholeCloud, beats: number): Promise<void> {
  const worker = { ActivityArn: ACTIVITY, WorkerName: "BASE_ID_ACTIVITY_CONSUMER" };
  const { TaskToken, Input } = await call("states", "GetActivityTask", worker);
  for (let beat = 0; beat < beats; beat++) {
    await clock.sleep(8000, "work");
    await call("states", "SendTaskHeartbeat", { TaskToken });
  }
  await call("states", "SendTaskSuccess", { TaskToken, Output: Input });
}

async function report(
  { call, clock }: WholeCloud,
  queueUrl: string,
  outcome: (body: Record<string, unknown>) => [operation: string, text: string],
  beats = 0,
): Promise<void> {
  const { Messages } = await call("sqs", "ReceiveMessage", { QueueUrl: queueUrl, WaitTimeSeconds: 20 });
  const body = JSON.parse((Messages as { Body: string }[])[0]?.Body ?? "{}") as Record<string, unknown>;
  const { TaskToken } = body;
  for (let beat = 0; beat < beats; beat++) {
    await clock.sleep(100_000, "work");
    await call("states", "SendTaskHeartbeat", { TaskToken });
  }
  const [operation, text] = outcome(body);
  const failure = text === "" ? {} : { Error: `${text} error`, Cause: `${text} cause` };
  await call("states", operation, { TaskToken, ...(operation === "SendTaskSuccess" ? { Output: text } : failure) });
  // The nested execution of test_sync_with_task_token waits on; here it ends, so that the world can settle.
  if (body.Own !== undefined) await call("states", "SendTaskSuccess", { TaskToken: body.Own, Output: "0" });
}

for (const file of readdirSync(FOLDER).sort()) {
  const name = file.replace(".json", "");
  test(`history as recorded on AWS: ${name}`, () =>
    inWholeCloud(async (at) => {
      const recorded = CASE.parse(JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")));
      const queueUrl = String((await at.call("sqs", "CreateQueue", { QueueName: "queue" })).QueueUrl);
      at.cloud.s3.createBucket("bucket");
      await at.call("s3", "PutObject", { Bucket: "bucket", Key: "file_key", Body: "text data" });
      await at.call("states", "CreateActivity", { Name: "activity" });
      if (name.endsWith("on-deleted")) await at.call("states", "DeleteActivity", { ActivityArn: ACTIVITY });
      at.cloud.stepFunctions.createStateMachine({
        name: "child",
        definition: JSON.stringify(name.endsWith("task-token") ? SEND_ON : PASS),
        roleArn: ROLE_ARN,
      });
      const fill = (text: string): string =>
        text
          .replaceAll("QUEUE_URL", queueUrl)
          .replaceAll("BUCKET", "bucket")
          .replaceAll("ACTIVITY_ARN", ACTIVITY)
          .replaceAll("CHILD_ARN", CHILD);
      const executionArn = await at.start(JSON.parse(fill(recorded.definition)), JSON.parse(fill(recorded.input)));
      await BESIDE[name]?.(at, queueUrl);
      await at.clock.settle();
      const { Events } = await at.call("states", "GetExecutionHistory", { ExecutionArn: executionArn });
      expect(compareHistories(recorded.events, asRecorded(inCamelCase(Events)) as PlayedEvent[])).toEqual([]);
    }));
}

/** The API's spelling of an event's own members; what they hold stays. */
function inCamelCase(events: unknown): unknown {
  return (events as Record<string, unknown>[]).map((event) =>
    lower(event, (details) => lower(details, (same) => lowerOnce(same))),
  );
}

function lower(object: Record<string, unknown>, inner: (member: Record<string, unknown>) => unknown): unknown {
  return Object.fromEntries(
    Object.entries(object).map(([key, member]) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      typeof member === "object" && member !== null ? inner(member as Record<string, unknown>) : member,
    ]),
  );
}

const lowerOnce = (object: Record<string, unknown>): unknown => lower(object, (same) => same);
