import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { createSqs } from "../index.ts";
import { withQueue } from "./queue-scene.ts";
import { ACCOUNT, smallCloud } from "./small-cloud.ts";

const refused = (promise: Promise<unknown>) => expect(promise).rejects;

test("a message travels with body and attributes, checked by the SDK's own MD5", () =>
  withQueue({}, async ({ client, QueueUrl, cloud }) => {
    expect(QueueUrl).toBe(`http://cloud.test:4566/${ACCOUNT}/jobs`);
    const sent = await client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: "ação – 写真",
        MessageAttributes: { Foo: { DataType: "String", StringValue: "Bar" } },
      }),
    );
    expect(sent.MD5OfMessageAttributes).toBe("ae7155c6026991b6d54b11589678bf9c");
    const sentAt = cloud.clock.now();
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ["All"], MessageAttributeNames: ["All"] }),
    );
    expect(Messages).toHaveLength(1);
    expect(Messages[0]).toMatchObject({
      Body: "ação – 写真",
      MessageId: sent.MessageId,
      MD5OfMessageAttributes: "ae7155c6026991b6d54b11589678bf9c",
      MessageAttributes: { Foo: { DataType: "String", StringValue: "Bar" } },
      Attributes: {
        ApproximateReceiveCount: "1",
        SentTimestamp: String(sentAt),
        ApproximateFirstReceiveTimestamp: String(cloud.clock.now()),
        SenderId: expect.stringMatching(/^AROA[A-Z2-7]{17}:administrator$/),
      },
    });
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0]?.ReceiptHandle ?? "" }));
    const attributes = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
    expect(attributes.Attributes).toMatchObject({
      QueueArn: `arn:aws:sqs:us-east-1:${ACCOUNT}:jobs`,
      ApproximateNumberOfMessages: "0",
      ApproximateNumberOfMessagesNotVisible: "0",
      MaximumMessageSize: "1048576",
      CreatedTimestamp: "1764756000",
    });
  }));

test("a receive that finds nothing answers without Messages, after the whole wait", () =>
  withQueue({ ReceiveMessageWaitTimeSeconds: "20" }, async ({ client, QueueUrl, cloud }) => {
    const from = cloud.clock.elapsedMs;
    expect((await client.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toBeUndefined();
    expect(cloud.exchanges.at(-1)?.body).toBe("{}");
    const waitedMs = cloud.clock.elapsedMs - from;
    expect(waitedMs).toBeGreaterThanOrEqual(20_000);
    expect(waitedMs).toBeLessThan(20_020);
  }));

test("a long poll is woken by a message that is sent, and by one that becomes visible", () =>
  withQueue({}, async ({ client, QueueUrl, cloud }) => {
    const from = cloud.clock.elapsedMs;
    const poll = (): Promise<[string | undefined, number]> =>
      client
        .send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20, VisibilityTimeout: 5 }))
        .then(({ Messages }) => [Messages?.[0]?.Body, Math.round((cloud.clock.elapsedMs - from) / 1000)]);
    const first = poll();
    await cloud.clock.sleep(3000, "the sender");
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "a" }));
    expect(await first).toEqual(["a", 3]);
    expect(await poll()).toEqual(["a", 8]);
  }));

test("a message received too often moves to the dead-letter queue on the next receive, with its id and origin", () =>
  withQueue({ VisibilityTimeout: "1" }, async ({ client, QueueUrl, sqs, cloud }) => {
    const dead = sqs.createQueue("dead");
    await client.send(
      new SetQueueAttributesCommand({
        QueueUrl,
        Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: "2" }) },
      }),
    );
    const sent = await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "poison" }));
    const receive = async () => (await client.send(new ReceiveMessageCommand({ QueueUrl }))).Messages?.length ?? 0;
    const seen: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      seen.push(await receive());
      await cloud.clock.sleep(1000, "visibility");
    }
    expect(seen).toEqual([1, 1, 0]);
    const { Messages } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: QueueUrl.replace("jobs", "dead"),
        MessageSystemAttributeNames: ["DeadLetterQueueSourceArn"],
      }),
    );
    expect(Messages?.[0]).toMatchObject({
      MessageId: sent.MessageId,
      Attributes: { DeadLetterQueueSourceArn: `arn:aws:sqs:us-east-1:${ACCOUNT}:jobs` },
    });
    expect(cloud.trace.of("note").map(({ message }) => message)).toEqual(["message moved from jobs to dead"]);
  }));

test("queues are found, listed in pages, purged and deleted", () =>
  withQueue({}, async ({ client, QueueUrl, sqs, cloud }) => {
    sqs.createQueue("jobs-2");
    sqs.createQueue("other");
    expect((await client.send(new GetQueueUrlCommand({ QueueName: "jobs" }))).QueueUrl).toBe(QueueUrl);
    const page = await client.send(new ListQueuesCommand({ QueueNamePrefix: "jobs", MaxResults: 1 }));
    expect(page.QueueUrls).toEqual([QueueUrl]);
    const next = await client.send(
      new ListQueuesCommand({ QueueNamePrefix: "jobs", MaxResults: 1, NextToken: page.NextToken }),
    );
    expect(next.QueueUrls).toEqual([`${QueueUrl}-2`]);
    expect(next.NextToken).toBeUndefined();
    for (const NextToken of ["", "x", "never given"]) {
      const lists = [
        () => client.send(new ListQueuesCommand({ NextToken })),
        () => client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl, NextToken })),
      ];
      for (const list of lists) await refused(list()).toMatchObject({ Code: "InvalidParameterValue" });
    }

    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "a" }));
    await client.send(new PurgeQueueCommand({ QueueUrl }));
    expect(sqs.messages("jobs")).toEqual([]);
    await refused(client.send(new PurgeQueueCommand({ QueueUrl }))).toMatchObject({
      name: "PurgeQueueInProgress",
      message: "Only one PurgeQueue operation on jobs is allowed every 60 seconds.",
      $metadata: { httpStatusCode: 403 },
    });

    await client.send(new DeleteQueueCommand({ QueueUrl }));
    await refused(client.send(new CreateQueueCommand({ QueueName: "jobs" }))).toMatchObject({
      name: "QueueDeletedRecently",
    });
    await cloud.clock.sleep(60_000, "the name to become free");
    await client.send(new CreateQueueCommand({ QueueName: "jobs" }));
  }));

test("a dead-letter queue names its sources, in pages where they are asked for", () =>
  withQueue({}, async ({ client, QueueUrl }) => {
    const sources = () => client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl }));
    expect((await sources()).queueUrls).toEqual([]);
    const deadLetterTargetArn = `arn:aws:sqs:us-east-1:${ACCOUNT}:jobs`;
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 3 });
    for (const QueueName of ["b", "a"]) {
      await client.send(new CreateQueueCommand({ QueueName, Attributes: { RedrivePolicy } }));
    }
    await client.send(new CreateQueueCommand({ QueueName: "other" }));
    const [a, b] = ["a", "b"].map((name) => `http://cloud.test:4566/${ACCOUNT}/${name}`);
    const all = await sources();
    expect([all.queueUrls, all.NextToken]).toEqual([[a, b], undefined]);
    const first = await client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl, MaxResults: 1 }));
    expect(first.queueUrls).toEqual([a]);
    const { NextToken } = first;
    const second = await client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl, MaxResults: 1, NextToken }));
    expect([second.queueUrls, second.NextToken]).toEqual([[b], undefined]);
    const unknown = new ListDeadLetterSourceQueuesCommand({ QueueUrl: `${QueueUrl}-not` });
    await refused(client.send(unknown)).toMatchObject({ name: "QueueDoesNotExist" });
  }));

test("creating again is idempotent for the same attributes and refused for others", () =>
  withQueue({ DelaySeconds: "1" }, async ({ client, QueueUrl }) => {
    const again = (Attributes: Record<string, string>) =>
      client.send(new CreateQueueCommand({ QueueName: "jobs", Attributes }));
    expect((await again({ DelaySeconds: "1" })).QueueUrl).toBe(QueueUrl);
    expect((await again({})).QueueUrl).toBe(QueueUrl);
    await refused(again({ DelaySeconds: "2" })).toMatchObject({
      name: "QueueNameExists",
      Code: "QueueAlreadyExists",
      message: "A queue already exists with the same name and a different value for attribute DelaySeconds",
    });
  }));

test("an unknown queue is refused with both of its codes", () =>
  withQueue({}, async ({ client, QueueUrl, cloud }) => {
    await refused(client.send(new SendMessageCommand({ QueueUrl: `${QueueUrl}x`, MessageBody: "a" }))).toMatchObject({
      name: "QueueDoesNotExist",
      Code: "AWS.SimpleQueueService.NonExistentQueue",
      message: "The specified queue does not exist.",
      $metadata: { httpStatusCode: 400 },
    });
    expect(cloud.exchanges.at(-1)).toMatchObject({
      headers: { "x-amzn-query-error": "AWS.SimpleQueueService.NonExistentQueue;Sender" },
      body: '{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}',
    });
  }));

test("parameters out of range, or missing are refused in AWS's words", () =>
  withQueue({}, async ({ client, QueueUrl, cloud }) => {
    await refused(client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 11 }))).toMatchObject({
      Code: "InvalidParameterValue",
      message: "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.",
    });
    expect(cloud.exchanges.at(-1)?.body).toContain('"com.amazon.coral.service#InvalidParameterValueException"');
    await refused(client.send(new SendMessageCommand({ QueueUrl, MessageBody: "" }))).toMatchObject({
      Code: "MissingParameter",
      message: "The request must contain the parameter MessageBody.",
    });
    await refused(client.send(new SendMessageCommand({ QueueUrl, MessageBody: "\u0001" }))).toMatchObject({
      name: "InvalidMessageContents",
    });
    await refused(client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: "invented" }))).toMatchObject({
      name: "ReceiptHandleIsInvalid",
      message: 'The input receipt handle "invented" is not a valid receipt handle.',
      $metadata: { httpStatusCode: 404 },
    });
    await refused(client.send(new CreateQueueCommand({ QueueName: "jobs.fifo" }))).toMatchObject({
      Code: "InvalidParameterValue",
      message: "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
    });
    await refused(
      client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: "43201" } })),
    ).toMatchObject({ name: "InvalidAttributeValue" });
    await refused(
      client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy: '{"maxReceiveCount":1}' } })),
    ).toMatchObject({ message: expect.stringContaining("mandatory attribute: deadLetterTargetArn") });
  }));

test("message attributes have the characters of a body, types of at most 256 bytes, and a queue's URL has a path", () =>
  withQueue({}, async ({ client, QueueUrl }) => {
    const withAttribute = (DataType: string, StringValue: string) =>
      client.send(
        new SendMessageCommand({ QueueUrl, MessageBody: "a", MessageAttributes: { n: { DataType, StringValue } } }),
      );
    await withAttribute("String.x", "\t\u{1F600}");
    for (const text of ["\u0001", "\uFFFE"]) {
      await refused(withAttribute("String", text)).toMatchObject({
        Code: "InvalidParameterValue",
        message: expect.stringContaining("was found in the message attribute 'n' value"),
      });
    }
    await refused(withAttribute(`String.${"x".repeat(250)}`, "x")).toMatchObject({ Code: "InvalidParameterValue" });
    await refused(
      client.send(new SendMessageCommand({ QueueUrl: "https://queue.amazonaws.com/", MessageBody: "a" })),
    ).toMatchObject({
      name: "InvalidAddress",
      message: "The address https://queue.amazonaws.com/ is not valid for this endpoint.",
      $metadata: { httpStatusCode: 404 },
    });
  }));

test("batches: each entry has its own outcome, and a malformed batch is refused as a whole", () =>
  withQueue({}, async ({ client, QueueUrl }) => {
    const sent = await client.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: "good", MessageBody: "a" },
          { Id: "bad", MessageBody: "b", DelaySeconds: 901 },
        ],
      }),
    );
    expect(sent.Successful?.map(({ Id, MD5OfMessageBody }) => [Id, MD5OfMessageBody])).toEqual([
      ["good", "0cc175b9c0f1b6a831c399e269772661"],
    ]);
    expect(sent.Failed).toEqual([
      {
        Id: "bad",
        SenderFault: true,
        Code: "InvalidParameterValue",
        Message: "Value 901 for parameter DelaySeconds is invalid. Reason: Must be between 0 and 900, if provided.",
      },
    ]);
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl }));
    const ReceiptHandle = Messages[0]?.ReceiptHandle ?? "";
    const changed = await client.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl,
        Entries: [{ Id: "a", ReceiptHandle, VisibilityTimeout: 100 }],
      }),
    );
    expect(changed.Failed).toEqual([]);
    const deleted = await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: "a", ReceiptHandle },
          { Id: "b", ReceiptHandle: "invented" },
        ],
      }),
    );
    expect(deleted).toMatchObject({ Successful: [{ Id: "a" }], Failed: [{ Id: "b", Code: "ReceiptHandleIsInvalid" }] });
    await refused(
      client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 1 })),
    ).toMatchObject({ message: expect.stringContaining("Message does not exist or is not available") });

    const batch = (ids: string[]) =>
      client.send(new SendMessageBatchCommand({ QueueUrl, Entries: ids.map((Id) => ({ Id, MessageBody: "x" })) }));
    await refused(batch([])).toMatchObject({ name: "EmptyBatchRequest" });
    await refused(batch(["a", "a"])).toMatchObject({ name: "BatchEntryIdsNotDistinct", message: "Id a repeated." });
    await refused(batch(["a:b"])).toMatchObject({ name: "InvalidBatchEntryId" });
    await refused(batch(Array.from({ length: 20 }, (_, index) => `m${index}`))).toMatchObject({
      name: "TooManyEntriesInBatchRequest",
      message: "Maximum number of entries per request are 10. You have sent 20.",
    });
    await refused(
      client.send(
        new SendMessageBatchCommand({
          QueueUrl,
          Entries: [
            { Id: "a", MessageBody: "x".repeat(1_048_576) },
            { Id: "b", MessageBody: "x" },
          ],
        }),
      ),
    ).toMatchObject({
      name: "BatchRequestTooLong",
      message: "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.",
    });
  }));

test("the permission for an action covers its batch", async () => {
  const cloud = smallCloud((deps) => [createSqs(deps)], {
    backend: [{ actions: ["sqs:SendMessage"], resources: [`arn:aws:sqs:us-east-1:${ACCOUNT}:jobs`] }],
  });
  await cloud.clock.drive(async () => {
    const { QueueUrl } = await new SQSClient(cloud.client()).send(new CreateQueueCommand({ QueueName: "jobs" }));
    const backend = new SQSClient(cloud.client("AKIDBACKEND"));
    const Entries = [{ Id: "a", MessageBody: "a" }];
    expect((await backend.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).Successful).toHaveLength(1);
    await refused(backend.send(new ReceiveMessageCommand({ QueueUrl }))).toMatchObject({
      name: "AccessDeniedException",
    });
  });
});
