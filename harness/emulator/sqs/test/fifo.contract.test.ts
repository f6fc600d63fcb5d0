import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { withQueue } from "./queue-scene.ts";
import { ACCOUNT } from "./small-cloud.ts";

const FIFO = { FifoQueue: "true", ContentBasedDeduplication: "true" };
const refused = (promise: Promise<unknown>) => expect(promise).rejects;

function queueCalls(client: SQSClient, QueueUrl: string) {
  const receive = async (more: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> => {
    const request = { QueueUrl, MaxNumberOfMessages: 10, ...more };
    return (await client.send(new ReceiveMessageCommand(request))).Messages ?? [];
  };
  return {
    receive,
    bodies: async (more?: Partial<ReceiveMessageCommandInput>) => (await receive(more)).map(({ Body }) => Body),
    send: (MessageGroupId: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
      client.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId, ...more })),
    remove: ({ ReceiptHandle }: Message) => client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })),
    set: (Attributes: Record<string, string>) => client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes })),
  };
}

test("a group comes in the order sent, one group after another, and waits while one of its messages is in flight", () =>
  withQueue(FIFO, async ({ client, QueueUrl, cloud }) => {
    const { send, receive, bodies, remove } = queueCalls(client, QueueUrl);
    for (const [group, body] of [
      ["a", "a1"],
      ["b", "b1"],
      ["a", "a2"],
      ["a", "a3"],
    ] as const)
      await send(group, body);
    const first = await receive({ MaxNumberOfMessages: 2 });
    expect(first.map(({ Body }) => Body)).toEqual(["a1", "a2"]);
    expect(await bodies()).toEqual(["b1"]);
    for (const message of first.slice(0, 1)) await remove(message);
    expect(await bodies()).toEqual([]);
    for (const message of first.slice(1)) await remove(message);
    expect(await bodies({ VisibilityTimeout: 1 })).toEqual(["a3"]);
    await cloud.clock.sleep(1000, "visibility");
    expect(await bodies()).toEqual(["a3"]);
  }));

test("messages carry group, deduplication id and a sequence number that grows", () =>
  withQueue(FIFO, async ({ client, QueueUrl }) => {
    const { send, receive } = queueCalls(client, QueueUrl);
    const first = await send("g", "one");
    const second = await send("g", "two", { MessageDeduplicationId: "own" });
    expect(first.SequenceNumber).toMatch(/^\d{20}$/);
    expect(BigInt(second.SequenceNumber ?? 0)).toBeGreaterThan(BigInt(first.SequenceNumber ?? 0));
    const received = await receive({ MessageSystemAttributeNames: ["All"] });
    expect(received.map(({ Attributes }) => Attributes)).toEqual([
      expect.objectContaining({
        MessageGroupId: "g",
        // SHA-256 of "one"
        MessageDeduplicationId: "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed",
        SequenceNumber: first.SequenceNumber,
      }),
      expect.objectContaining({ MessageDeduplicationId: "own", SequenceNumber: second.SequenceNumber }),
    ]);
  }));

test("a duplicate within five minutes is answered and not delivered, also after its message is deleted", () =>
  withQueue(FIFO, async ({ client, QueueUrl, cloud }) => {
    const { send, receive, remove } = queueCalls(client, QueueUrl);
    const from = cloud.clock.now();
    const first = await send("g", "same", { MessageDeduplicationId: "id" });
    for (const message of await receive()) await remove(message);
    const again = await send("h", "other", { MessageDeduplicationId: "id" });
    expect([again.MessageId, again.SequenceNumber]).toEqual([first.MessageId, first.SequenceNumber]);
    expect(await receive()).toEqual([]);
    await cloud.clock.sleep(300_000 - (cloud.clock.now() - from) + 100, "five minutes");
    expect((await send("h", "other", { MessageDeduplicationId: "id" })).MessageId).not.toBe(first.MessageId);
    expect(await receive()).toHaveLength(1);
  }));

test("deduplication may be by group", () =>
  withQueue(
    { ...FIFO, DeduplicationScope: "messageGroup", FifoThroughputLimit: "perMessageGroupId" },
    async ({ client, QueueUrl }) => {
      const { send, bodies, set } = queueCalls(client, QueueUrl);
      for (const group of ["a", "b", "a"]) await send(group, "same");
      expect(await bodies()).toEqual(["same", "same"]);
      await refused(set({ DeduplicationScope: "queue" })).toMatchObject({ name: "InvalidAttributeValue" });
    },
  ));

test("what a FIFO queue wants to know of a message, and what it does not take", () =>
  withQueue({ FifoQueue: "true" }, async ({ client, QueueUrl }) => {
    const send = (more: object) =>
      refused(client.send(new SendMessageCommand({ QueueUrl, MessageBody: "m", ...more })));
    await send({}).toMatchObject({
      Code: "MissingParameter",
      message: "The request must contain the parameter MessageGroupId.",
    });
    await send({ MessageGroupId: "g" }).toMatchObject({
      Code: "InvalidParameterValue",
      message:
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    });
    await send({ MessageGroupId: "g", MessageDeduplicationId: "d", DelaySeconds: 2 }).toMatchObject({
      message:
        "Value 2 for parameter DelaySeconds is invalid. " +
        "Reason: The request include parameter that is not valid for this queue type.",
    });
    await send({ MessageGroupId: "g g", MessageDeduplicationId: "d" }).toMatchObject({
      message:
        "Value g g for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and " +
        "punctuation characters. 1 to 128 in length.",
    });
    const Entries = [{ Id: "a", MessageBody: "m" }];
    const { Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(Failed).toMatchObject([{ Id: "a", Code: "MissingParameter", SenderFault: true }]);
  }));

test("attributes of FIFO queues are theirs alone", () =>
  withQueue({ FifoQueue: "true" }, async ({ client, QueueUrl }) => {
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
    expect(Attributes).toMatchObject({
      FifoQueue: "true",
      ContentBasedDeduplication: "false",
      DeduplicationScope: "queue",
      FifoThroughputLimit: "perQueue",
    });
    await refused(queueCalls(client, QueueUrl).set({ FifoQueue: "false" })).toMatchObject({
      name: "InvalidAttributeValue",
      message: "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.",
    });
    const create = (QueueName: string, Attributes: Record<string, string>) =>
      refused(client.send(new CreateQueueCommand({ QueueName, Attributes })));
    await create("plain", { FifoQueue: "true" }).toMatchObject({
      message:
        "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo " +
        "suffix and be 1 to 80 in length.",
    });
    const unknown = (name: string) => ({ name: "InvalidAttributeName", message: `Unknown Attribute ${name}.` });
    await create("plain", { FifoQueue: "false" }).toMatchObject(unknown("FifoQueue"));
    await create("plain", { DeduplicationScope: "queue" }).toMatchObject(unknown("DeduplicationScope"));
    const deadLetterTargetArn = `arn:aws:sqs:us-east-1:${ACCOUNT}:jobs.fifo`;
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 });
    await create("plain", { RedrivePolicy }).toMatchObject({
      message: expect.stringContaining("Reason: Dead-letter queue must be same type of queue as the source."),
    });
  }));

test("a handle expires with its delivery", () =>
  withQueue({ ...FIFO, VisibilityTimeout: "1" }, async ({ client, QueueUrl, cloud }) => {
    const { send, receive, remove } = queueCalls(client, QueueUrl);
    await send("g", "m");
    const [message = {}] = await receive();
    await cloud.clock.sleep(1000, "visibility");
    const expired = expect.stringMatching(
      /parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.$/,
    );
    await refused(remove(message)).toMatchObject({ Code: "InvalidParameterValue", message: expired });
    const [again = {}] = await receive();
    await refused(remove(message)).toMatchObject({ message: expired });
    await remove(again);
    await remove(again);
    expect(await receive()).toEqual([]);
  }));

test("the same attempt of a receive gives the same messages as long as they are in flight", () =>
  withQueue(FIFO, async ({ client, QueueUrl, cloud }) => {
    const { send, receive } = queueCalls(client, QueueUrl);
    await send("g", "m1");
    await send("g", "m2");
    const attempt = (id = "attempt-1") => receive({ ReceiveRequestAttemptId: id, VisibilityTimeout: 30 });
    const first = await attempt();
    await cloud.clock.sleep(20_000, "the client that lost its answer");
    expect(await attempt()).toEqual(first);
    expect(await attempt("attempt-2")).toEqual([]);
    await cloud.clock.sleep(20_000, "the visibility that began anew");
    expect(await receive()).toEqual([]);
    const [one] = first;
    await client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: one?.ReceiptHandle, VisibilityTimeout: 0 }),
    );
    expect(await attempt()).toEqual([]);
  }));

test("a message that is given up lets its group go on, and is sent anew in the dead-letter queue", () =>
  withQueue(FIFO, async ({ client, QueueUrl, cloud, sqs }) => {
    const dead = sqs.createQueue("dead.fifo", { FifoQueue: "true" });
    const { send, bodies, set } = queueCalls(client, QueueUrl);
    await set({
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 1 }),
      VisibilityTimeout: "1",
    });
    for (const body of ["poison", "good"]) await send("g", body);
    expect(await bodies({ MaxNumberOfMessages: 1 })).toEqual(["poison"]);
    await cloud.clock.sleep(5000, "visibility");
    expect(await bodies()).toEqual(["good"]);
    const [moved] = sqs.messages("dead.fifo");
    expect(moved).toMatchObject({
      body: "poison",
      groupId: "g",
      deadLetterSourceArn: `${dead.arn.replace("dead", "jobs")}`,
    });
    expect(moved?.sentAt).toBeGreaterThanOrEqual(cloud.clock.now() - 1000);
  }));

test("the delay is the queue's, and a change of it holds for messages that are there", () =>
  withQueue({ ...FIFO, DelaySeconds: "60" }, async ({ client, QueueUrl }) => {
    const { send, bodies, set } = queueCalls(client, QueueUrl);
    await send("g", "m", { DelaySeconds: 0 });
    expect(await bodies()).toEqual([]);
    await set({ DelaySeconds: "0" });
    expect(await bodies()).toEqual(["m"]);
  }));
