import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  TagQueueCommand,
} from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { TestClock } from "../../backends/test/test-clock.ts";
import { keptCloud } from "./kept-cloud-under-test.ts";

test("messages keep their order, receipts their meaning, and what is in flight becomes visible when it would have", async () => {
  const before = await keptCloud();
  const sqs = await before.clients.sqs();
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "jobs", tags: { a: "b" } }));
  await sqs.send(new TagQueueCommand({ QueueUrl, Tags: { c: "d" } }));
  for (const MessageBody of ["one", "two", "three"]) await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  const { Messages: [first, second] = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 2, VisibilityTimeout: 60 }),
  );
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second?.ReceiptHandle }));

  const after = await before.afterCrash();
  const again = await after.clients.sqs();
  const counts = await again.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
  expect(counts.Attributes).toMatchObject({
    ApproximateNumberOfMessages: "1",
    ApproximateNumberOfMessagesNotVisible: "1",
  });
  // The receipts of before: one of a message in flight, one of a message that was deleted, none that was never given.
  await again.send(
    new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 }),
  );
  await again.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second?.ReceiptHandle }));
  await expect(again.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: "AQEBnever" }))).rejects.toThrow();
  const { Messages = [] } = await again.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["All"] }),
  );
  expect(Messages.map(({ Body, Attributes }) => [Body, Attributes?.ApproximateReceiveCount])).toEqual([
    ["one", "2"],
    ["three", "1"],
  ]);
});

test("a visibility time-out that ends while the cloud is down has ended when it is up again", async () => {
  const clock = new TestClock();
  const before = await keptCloud(undefined, clock);
  const queue = before.cloud.sqs.createQueue("jobs");
  before.cloud.sqs.sendMessage(queue, { body: "one", attributes: {}, senderId: "me" }, clock.now());
  const request = { maxMessages: 1, visibilityTimeoutSeconds: 30, waitMs: 0 };
  expect(await before.cloud.sqs.receiveMessages(queue, request)).toHaveLength(1);
  // Nobody has been told of it: the machine's next turn writes it.
  await new Promise((resolve) => setImmediate(resolve));

  const after = await before.afterCrash(clock);
  const restored = after.cloud.sqs.queueByName("jobs");
  if (!restored) throw new Error("The queue is gone.");
  expect(await after.cloud.sqs.receiveMessages(restored, request)).toEqual([]);
  clock.aheadMs += 30_000;
  const [delivery] = await after.cloud.sqs.receiveMessages(restored, request);
  expect(delivery).toMatchObject({ receiveCount: 2, message: { body: "one" } });
});

test("a FIFO queue goes on: groups, sequence numbers, and what it refuses as sent twice", async () => {
  const before = await keptCloud();
  const sqs = await before.clients.sqs();
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({
      QueueName: "jobs.fifo",
      Attributes: { FifoQueue: "true", ContentBasedDeduplication: "true" },
    }),
  );
  const sent = (MessageBody: string) => new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId: "g" });
  const first = await sqs.send(sent("one"));
  const second = await sqs.send(sent("two"));
  const attempt = { QueueUrl, ReceiveRequestAttemptId: "again" };
  const received = await sqs.send(new ReceiveMessageCommand(attempt));

  const again = await (await before.afterCrash()).clients.sqs();
  expect(await again.send(sent("one"))).toMatchObject({ MessageId: first.MessageId });
  const third = await again.send(sent("three"));
  expect(BigInt(third.SequenceNumber ?? 0)).toBeGreaterThan(BigInt(second.SequenceNumber ?? 0));
  expect((await again.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
  expect((await again.send(new ReceiveMessageCommand(attempt))).Messages).toEqual(received.Messages);
});

test("a queue that was deleted is gone with all that it had, and its name is not free at once", async () => {
  const before = await keptCloud();
  const sqs = await before.clients.sqs();
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "jobs" }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "one" }));
  await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  const again = await (await before.afterCrash()).clients.sqs();
  await expect(again.send(new CreateQueueCommand({ QueueName: "jobs" }))).rejects.toMatchObject({
    name: "QueueDeletedRecently",
  });
});
