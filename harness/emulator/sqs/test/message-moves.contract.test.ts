import {
  CancelMessageMoveTaskCommand,
  CreateQueueCommand,
  ListMessageMoveTasksCommand,
  SendMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import type { Sqs } from "../index.ts";
import { withQueue } from "./queue-scene.ts";
import { ACCOUNT } from "./small-cloud.ts";

const arn = (name: string): string => `arn:aws:sqs:us-east-1:${ACCOUNT}:${name}`;
const refused = (promise: Promise<unknown>) => expect(promise).rejects;

/** The queue "source" gives up what it has delivered once; its dead letters go to "jobs", and `count` are there. */
async function deadLetters(at: { client: SQSClient; sqs: Sqs; QueueUrl: string }, count: number): Promise<void> {
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn("jobs"), maxReceiveCount: 1 });
  const QueueUrl = at.QueueUrl.replace("jobs", "source");
  await at.client.send(new CreateQueueCommand({ QueueName: "source", Attributes: { RedrivePolicy } }));
  const source = at.sqs.queueByName("source");
  if (!source) throw new Error("no source");
  for (let sent = 0; sent < count; sent++) {
    await at.client.send(new SendMessageCommand({ QueueUrl, MessageBody: `m${sent}` }));
  }
  const receive = () => at.sqs.receiveMessages(source, { maxMessages: 10, visibilityTimeoutSeconds: 0, waitMs: 0 });
  await receive();
  await receive();
  expect(at.sqs.messages("jobs")).toHaveLength(count);
}

const bodies = (sqs: Sqs, queue: string) => sqs.messages(queue).map(({ body }) => body);

test("messages go back to where they come from, as new ones", () =>
  withQueue({}, async (at) => {
    const { client, sqs, cloud } = at;
    await deadLetters(at, 2);
    const ids = sqs.messages("jobs").map(({ messageId }) => messageId);
    const started = await client.send(new StartMessageMoveTaskCommand({ SourceArn: arn("jobs") }));
    expect(started.TaskHandle).toMatch(/^[A-Za-z0-9+/=]+$/);
    await cloud.clock.sleep(1000, "the task");
    expect([bodies(sqs, "jobs"), bodies(sqs, "source")]).toEqual([[], ["m0", "m1"]]);
    for (const message of sqs.messages("source")) {
      expect(ids).not.toContain(message.messageId);
      expect(message).toMatchObject({ receiveCount: 0, deadLetterSourceArn: undefined });
    }
    const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn: arn("jobs") }));
    expect(Results).toEqual([
      {
        Status: "COMPLETED",
        SourceArn: arn("jobs"),
        ApproximateNumberOfMessagesMoved: 2,
        ApproximateNumberOfMessagesToMove: 2,
        StartedTimestamp: expect.any(Number),
      },
    ]);
  }));

test("a task with a rate can be watched and cancelled; one at a time", () =>
  withQueue({}, async (at) => {
    const { client, sqs, cloud } = at;
    await deadLetters(at, 3);
    sqs.createQueue("elsewhere");
    const start = () =>
      client.send(
        new StartMessageMoveTaskCommand({
          SourceArn: arn("jobs"),
          DestinationArn: arn("elsewhere"),
          MaxNumberOfMessagesPerSecond: 1,
        }),
      );
    const { TaskHandle } = await start();
    await refused(start()).toMatchObject({
      name: "UnsupportedOperation",
      message:
        "There is already a task running. Only one active task is allowed for a source queue arn at a given time.",
    });
    await cloud.clock.sleep(2500, "two messages");
    const list = async (MaxResults = 10) =>
      (await client.send(new ListMessageMoveTasksCommand({ SourceArn: arn("jobs"), MaxResults }))).Results;
    expect(await list()).toMatchObject([
      { Status: "RUNNING", TaskHandle, DestinationArn: arn("elsewhere"), MaxNumberOfMessagesPerSecond: 1 },
    ]);
    const cancel = () => client.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
    expect((await cancel()).ApproximateNumberOfMessagesMoved).toBe(2);
    await cloud.clock.sleep(2000, "the end of the task");
    expect(bodies(sqs, "elsewhere")).toEqual(["m0", "m1"]);
    expect(await list()).toMatchObject([{ Status: "CANCELLED", ApproximateNumberOfMessagesMoved: 2 }]);
    await refused(cancel()).toMatchObject({ name: "UnsupportedOperation" });
    await start();
    expect((await list())?.map(({ Status }) => Status)).toEqual(["RUNNING", "CANCELLED"]);
    expect(await list(1)).toHaveLength(1);
  }));

test("a message that was never given up has no place to go back to", () =>
  withQueue({}, async (at) => {
    const { client, QueueUrl, cloud } = at;
    await deadLetters(at, 0);
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "sent here" }));
    await client.send(new StartMessageMoveTaskCommand({ SourceArn: arn("jobs") }));
    await cloud.clock.sleep(1000, "the task");
    const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn: arn("jobs") }));
    expect(Results).toMatchObject([{ Status: "FAILED", FailureReason: "CouldNotDetermineMessageSource" }]);
  }));

test("unknown queues and handles are refused", () =>
  withQueue({}, async (at) => {
    const { client } = at;
    const start = (SourceArn: string, DestinationArn?: string) =>
      refused(client.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn })));
    await start(arn("jobs")).toMatchObject({
      Code: "InvalidParameterValue",
      message: "Source queue must be configured as a Dead Letter Queue.",
    });
    await deadLetters(at, 0);
    await start(arn("none")).toMatchObject({
      name: "ResourceNotFoundException",
      message: "The resource that you specified for the SourceArn parameter doesn't exist.",
      $metadata: { httpStatusCode: 404 },
    });
    await start(arn("jobs"), arn("none")).toMatchObject({
      message: "The resource that you specified for the DestinationArn parameter doesn't exist.",
    });
    await refused(client.send(new StartMessageMoveTaskCommand({ SourceArn: "jobs" }))).toMatchObject({
      Code: "InvalidParameterValue",
      message: expect.stringContaining("You must use this format to specify the SourceArn"),
    });
    const cancel = (TaskHandle: string) => refused(client.send(new CancelMessageMoveTaskCommand({ TaskHandle })));
    await cancel("invented").toMatchObject({ message: "Value for parameter TaskHandle is invalid." });
    const other = Buffer.from(JSON.stringify({ taskId: "t", sourceArn: arn("jobs") })).toString("base64");
    await cancel(other).toMatchObject({ name: "ResourceNotFoundException", message: "Task does not exist." });
    await refused(client.send(new ListMessageMoveTasksCommand({ SourceArn: arn("none") }))).toMatchObject({
      name: "ResourceNotFoundException",
    });
  }));
