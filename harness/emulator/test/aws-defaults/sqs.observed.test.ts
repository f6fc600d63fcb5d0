import { expect, test } from "vitest";
import { inWholeCloud, type WholeCloud } from "../../stepfunctions/test/whole-cloud.ts";
import { numberOf, takenOf, takes } from "./observe.ts";
import { SQS } from "./sqs.ts";

const aws = (name: string): number => numberOf(SQS, name);

/** A queue of that name, and a call that concerns it. */
async function withQueue(at: WholeCloud, QueueName = "q") {
  const { QueueUrl } = await at.call("sqs", "CreateQueue", { QueueName });
  return (operation: string, request: Record<string, unknown> = {}) =>
    at.call("sqs", operation, { QueueUrl, ...request });
}

test("a queue that was created without attributes has AWS's", () =>
  inWholeCloud(async (at) => {
    const ask = await withQueue(at);
    expect((await ask("GetQueueAttributes", { AttributeNames: ["All"] })).Attributes).toMatchObject({
      DelaySeconds: String(aws("DEFAULT_DELAY_SECONDS")),
      MaximumMessageSize: String(aws("DEFAULT_MESSAGE_LIMIT_BYTES")),
      MessageRetentionPeriod: String(aws("DEFAULT_RETENTION_SECONDS")),
      ReceiveMessageWaitTimeSeconds: String(aws("DEFAULT_WAIT_SECONDS")),
      VisibilityTimeout: String(aws("DEFAULT_VISIBILITY_SECONDS")),
    });
  }));

test.each([
  ["DelaySeconds", "MIN_DELAY_SECONDS", "MAX_DELAY_SECONDS"],
  ["MaximumMessageSize", "MIN_MESSAGE_LIMIT_BYTES", "MAX_MESSAGE_BYTES"],
  ["MessageRetentionPeriod", "MIN_RETENTION_SECONDS", "MAX_RETENTION_SECONDS"],
  ["ReceiveMessageWaitTimeSeconds", "MIN_WAIT_SECONDS", "MAX_WAIT_SECONDS"],
  ["VisibilityTimeout", "MIN_VISIBILITY_SECONDS", "MAX_VISIBILITY_SECONDS"],
])("the attribute %s lies between %s and %s", (name, least, most) =>
  inWholeCloud(async (at) => {
    const ask = await withQueue(at);
    const bounds = { minimum: aws(least), maximum: aws(most) };
    const taken = await takenOf(bounds, (value) =>
      ask("SetQueueAttributes", { Attributes: { [name]: String(value) } }),
    );
    expect(taken).toEqual([bounds.minimum, bounds.maximum]);
  }),
);

test("maxReceiveCount", () =>
  inWholeCloud(async (at) => {
    await withQueue(at, "dead");
    const ask = await withQueue(at);
    const deadLetterTargetArn = "arn:aws:sqs:us-east-1:123456789012:dead";
    const bounds = { minimum: aws("MIN_RECEIVE_COUNT_LIMIT"), maximum: aws("MAX_RECEIVE_COUNT_LIMIT") };
    const taken = await takenOf(bounds, (maxReceiveCount) =>
      ask("SetQueueAttributes", {
        Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount }) },
      }),
    );
    expect(taken).toEqual([bounds.minimum, bounds.maximum]);
  }));

test("names of queues", () =>
  inWholeCloud(async (at) => {
    const maximum = aws("MAX_QUEUE_NAME_CHARACTERS");
    const create = (length: number) => at.call("sqs", "CreateQueue", { QueueName: "q".repeat(length) });
    expect(await takenOf({ maximum }, create)).toEqual([maximum]);
  }));

test("a message: bytes, delay, attributes and their names", () =>
  inWholeCloud(async (at) => {
    const ask = await withQueue(at);
    const taken = (most: string, request: (value: number) => Record<string, unknown>) =>
      takenOf({ maximum: aws(most) }, (value) => ask("SendMessage", { MessageBody: "x", ...request(value) }));
    const attributes = (names: readonly string[]) => ({
      MessageAttributes: Object.fromEntries(names.map((name) => [name, { DataType: "String", StringValue: "v" }])),
    });
    expect([
      ...(await taken("MAX_MESSAGE_BYTES", (bytes) => ({ MessageBody: "x".repeat(bytes) }))),
      ...(await taken("MAX_DELAY_SECONDS", (DelaySeconds) => ({ DelaySeconds }))),
      ...(await taken("MAX_MESSAGE_ATTRIBUTES", (count) =>
        attributes(Array.from({ length: count }, (_, i) => `n${i}`)),
      )),
      ...(await taken("MAX_MESSAGE_ATTRIBUTE_NAME_CHARACTERS", (length) => attributes(["n".repeat(length)]))),
    ]).toEqual([1_048_576, 900, 10, 256]);
  }));

test("a batch: entries, their ids, bytes of all", () =>
  inWholeCloud(async (at) => {
    const ask = await withQueue(at);
    const send = (ids: readonly string[], bytes: number, ofLast = bytes) => {
      const sizeOf = (index: number): number => (index === ids.length - 1 ? ofLast : bytes);
      const Entries = ids.map((Id, index) => ({ Id, MessageBody: "x".repeat(sizeOf(index)) }));
      return ask("SendMessageBatch", { Entries });
    };
    const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `m${index}`);
    expect(await takenOf({ maximum: aws("MAX_BATCH_ENTRIES") }, (count) => send(numbered(count), 1))).toEqual([10]);
    expect(
      await takenOf({ maximum: aws("MAX_BATCH_ENTRY_ID_CHARACTERS") }, (length) => send(["m".repeat(length)], 1)),
    ).toEqual([80]);
    const half = aws("MAX_BATCH_BYTES") / 2;
    expect([await takes(send(["a", "b"], half)), await takes(send(["a", "b"], half, half + 1))]).toEqual([true, false]);
  }));

test("a receive: how many messages, how long", () =>
  inWholeCloud(async (at) => {
    const ask = await withQueue(at);
    for (let sent = 0; sent < 12; sent++) await ask("SendMessage", { MessageBody: "x" });
    const received = async (request: Record<string, unknown>): Promise<number> =>
      ((await ask("ReceiveMessage", { VisibilityTimeout: 0, ...request })).Messages as unknown[]).length;
    expect(await received({})).toBe(aws("DEFAULT_RECEIVED_MESSAGES"));
    const maximum = aws("MAX_RECEIVED_MESSAGES");
    expect(await received({ MaxNumberOfMessages: maximum })).toBe(maximum);
    const taken = (member: string, least: string, most: string) =>
      takenOf({ minimum: aws(least), maximum: aws(most) }, (value) => ask("ReceiveMessage", { [member]: value }));
    expect(await taken("MaxNumberOfMessages", "MIN_RECEIVED_MESSAGES", "MAX_RECEIVED_MESSAGES")).toEqual([1, 10]);
    expect(await taken("VisibilityTimeout", "MIN_VISIBILITY_SECONDS", "MAX_VISIBILITY_SECONDS")).toEqual([0, 43_200]);
    expect(await taken("WaitTimeSeconds", "MIN_WAIT_SECONDS", "MAX_WAIT_SECONDS")).toEqual([0, 20]);
  }));

test.each([
  ["ListQueues", "LISTED_QUEUES"],
  ["ListDeadLetterSourceQueues", "LISTED_SOURCE_QUEUES"],
])("pages of %s", (operation, name) =>
  inWholeCloud(async (at) => {
    const ask = await withQueue(at);
    const bounds = { minimum: aws(`MIN_${name}`), maximum: aws(`MAX_${name}`) };
    expect(await takenOf(bounds, (MaxResults) => ask(operation, { MaxResults }))).toEqual([
      bounds.minimum,
      bounds.maximum,
    ]);
  }),
);

test("a purge, and the name of a queue that was deleted, need their time", () =>
  inWholeCloud(async (at) => {
    const ask = await withQueue(at);
    /** Whether `act` is refused one millisecond before the time is over, and taken when it is. */
    const waits = async (intervalMs: number, act: () => Promise<unknown>): Promise<boolean> => {
      await at.clock.sleep(intervalMs - 1, "almost");
      if (await takes(act())) return false;
      await at.clock.sleep(1, "over");
      return takes(act());
    };
    await ask("PurgeQueue");
    expect(await waits(aws("PURGE_INTERVAL_MS"), () => ask("PurgeQueue"))).toBe(true);
    await ask("DeleteQueue");
    const create = () => at.call("sqs", "CreateQueue", { QueueName: "q" });
    expect(await waits(aws("RECREATE_INTERVAL_MS"), create)).toBe(true);
  }));
