import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { MAX_IN_FLIGHT_MESSAGES } from "../limits.ts";
import type { Queue } from "../queue.ts";
import { withQueue } from "./queue-scene.ts";

/** Puts as many in flight as there may be at once but `few`: one message again and again, since 120,000 of them take a second. */
function fillFlight(queue: Queue | undefined, few: number, now: number): void {
  const [like] = queue?.messages(now) ?? [];
  if (!queue || !like) throw new Error("there is no message to make others like");
  const received = { sentAt: now, visibleAt: now + 30_000, receiveCount: 1, firstReceivedAt: now, lastReceivedAt: now };
  const inFlight = { ...like, ...received, messageId: "in flight", groupId: "b" };
  for (let made = few; made < MAX_IN_FLIGHT_MESSAGES; made++) queue.restoreMessage(inFlight);
}

test("a short poll of a standard queue whose flight is full is over the limit, a long poll gets nothing until there is room", () =>
  withQueue({}, async ({ client, QueueUrl, sqs, cloud }) => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "first" }));
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "second" }));
    fillFlight(sqs.queueByName("jobs"), 1, cloud.clock.now());
    const receive = (WaitTimeSeconds = 0) =>
      client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 2, WaitTimeSeconds }));
    const { Messages = [] } = await receive();
    expect(Messages.map(({ Body }) => Body)).toEqual(["first"]);
    await expect(receive()).rejects.toMatchObject({ name: "OverLimit", $metadata: { httpStatusCode: 403 } });
    expect((await receive(1)).Messages).toBeUndefined();
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0]?.ReceiptHandle }));
    expect((await receive()).Messages?.map(({ Body }) => Body)).toEqual(["second"]);
  }));

test("a FIFO queue whose flight is full gives nothing, and no error", () =>
  withQueue({ FifoQueue: "true", ContentBasedDeduplication: "true" }, async ({ client, QueueUrl, sqs, cloud }) => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "first", MessageGroupId: "a" }));
    fillFlight(sqs.queueByName("jobs.fifo"), 0, cloud.clock.now());
    expect((await client.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
  }));
