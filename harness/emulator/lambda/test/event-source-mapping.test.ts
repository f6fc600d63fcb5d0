import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListTagsCommand,
  TagResourceCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { lambdaCloud } from "./lambda-cloud.ts";

installWorldGlobals();

const QueueUrl = "http://cloud.test:4566/123456789012/jobs";
const QUEUE_ARN = "arn:aws:sqs:us-east-1:123456789012:jobs";

interface SqsEvent {
  Records: { messageId: string; body: string; attributes: Record<string, string> }[];
}

const records = (payload: string) => (JSON.parse(payload) as SqsEvent).Records;

/** A queue (visibility 60 s) mapped to the function `worker`, which sees each payload. */
function mapped(
  answer: (payload: string, attempt: number) => string | Promise<string>,
  options: { mapping?: object; queue?: Record<string, string> } = {},
) {
  const cloud = lambdaCloud();
  const seen: { at: number; bodies: string[]; payload: string }[] = [];
  cloud.sqs.createQueue("jobs", { VisibilityTimeout: "60", ...options.queue });
  cloud.register((payload) => {
    const at = Math.round(cloud.clock.elapsedMs / 1000);
    seen.push({ at, bodies: records(payload).map(({ body }) => body), payload });
    return Promise.resolve(answer(payload, seen.length));
  });
  cloud.lambda.createEventSourceMapping({ EventSourceArn: QUEUE_ARN, FunctionName: "worker", ...options.mapping });
  const sqsClient = new SQSClient(cloud.client());
  return {
    ...cloud,
    seen,
    deliveries: () => seen.map(({ at, bodies }) => [at, ...bodies]),
    send: (MessageBody: string, DelaySeconds?: number) =>
      sqsClient.send(new SendMessageCommand({ QueueUrl, MessageBody, ...(DelaySeconds && { DelaySeconds }) })),
    sendBatch: (bodies: string[]) =>
      sqsClient.send(
        new SendMessageBatchCommand({
          QueueUrl,
          Entries: bodies.map((MessageBody, index) => ({ Id: `m${index}`, MessageBody })),
        }),
      ),
  };
}

test("a message reaches the function as the event AWS builds, and is deleted", async () => {
  const { clock, sqs, seen, trace, ...world } = mapped(() => "{}");
  await clock.drive(async () => {
    await new SQSClient(world.client()).send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: '{"jobId":20}',
        MessageAttributes: { JobId: { StringValue: "20", DataType: "String" } },
      }),
    );
    await clock.settle();
  });
  const payload = seen[0]?.payload ?? "";
  expect(JSON.parse(payload)).toEqual({
    Records: [
      {
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        receiptHandle: expect.stringMatching(/^AQEB/),
        body: '{"jobId":20}',
        attributes: {
          ApproximateReceiveCount: "1",
          SentTimestamp: expect.stringMatching(/^17647560\d{5}$/),
          SenderId: expect.stringMatching(/^AROA/),
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^17647560\d{5}$/),
        },
        messageAttributes: {
          JobId: { stringValue: "20", stringListValues: [], binaryListValues: [], dataType: "String" },
        },
        md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
        md5OfBody: "2ad0e7819caf5e4305e4b285762ba086",
        eventSource: "aws:sqs",
        eventSourceARN: QUEUE_ARN,
        awsRegion: "us-east-1",
      },
    ],
  });
  expect(payload.match(/"(\w+)":/g)).toEqual(
    [
      "Records messageId receiptHandle body attributes ApproximateReceiveCount SentTimestamp SenderId",
      "ApproximateFirstReceiveTimestamp messageAttributes JobId stringValue stringListValues binaryListValues dataType",
      "md5OfMessageAttributes md5OfBody eventSource eventSourceARN awsRegion",
    ]
      .join(" ")
      .split(" ")
      .map((key) => `"${key}":`),
  );
  expect(sqs.messages("jobs")).toEqual([]);

  const hops = trace.of("operation");
  expect(hops.map(({ source, target, operation }) => `${source} → ${target} ${operation}`)).toEqual([
    "client → sqs SendMessage",
    "event-source-mapping → sqs ReceiveMessage",
    "event-source-mapping → lambda Invoke",
    "lambda → worker invocation",
    "event-source-mapping → sqs DeleteMessageBatch",
  ]);
  const send = hops[0]?.sequence;
  expect(hops.map(({ cause }) => cause)).toEqual([0, send, send, hops[2]?.sequence, send]);
});

test("a failed batch comes back after its visibility time-out although nothing else happens, until it is a dead letter", async () => {
  const {
    clock,
    sqs,
    lambda: _,
    ...world
  } = mapped(
    () => {
      throw new Error("no");
    },
    { queue: { VisibilityTimeout: "60" } },
  );
  const dead = sqs.createQueue("dead");
  const queue = sqs.queueByArn(QUEUE_ARN);
  if (queue) queue.settings = { ...queue.settings, redrive: { deadLetterTargetArn: dead.arn, maxReceiveCount: 3 } };
  await clock.drive(async () => {
    await world.send("poison");
    await clock.settle();
    expect(Math.round(clock.elapsedMs / 1000)).toBe(180);
  });
  expect(world.deliveries()).toEqual([
    [0, "poison"],
    [60, "poison"],
    [120, "poison"],
  ]);
  expect(world.seen.map(({ payload }) => records(payload)[0]?.attributes.ApproximateReceiveCount)).toEqual([
    "1",
    "2",
    "3",
  ]);
  expect(sqs.messages("jobs")).toEqual([]);
  expect(sqs.messages("dead").map(({ body }) => body)).toEqual(["poison"]);
  expect(world.notes()).toEqual(["message moved from jobs to dead"]);
});

test("a delayed message is waited for; a disabled or deleted mapping waits for nothing", async () => {
  const { clock, lambda, ...world } = mapped(() => "{}");
  await clock.drive(async () => {
    await world.send("later", 300);
    await clock.settle();
    expect(world.deliveries()).toEqual([[300, "later"]]);

    const client = new LambdaClient(world.client());
    const { EventSourceMappings = [] } = await client.send(
      new ListEventSourceMappingsCommand({ FunctionName: "worker" }),
    );
    const UUID = EventSourceMappings[0]?.UUID ?? "";
    const update = (Enabled: boolean) => client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
    expect((await update(false)).State).toBe("Disabling");
    const before = clock.elapsedMs;
    await world.send("ignored", 300);
    await clock.settle();
    expect(clock.elapsedMs - before).toBeLessThan(1000);
    expect((await update(true)).State).toBe("Enabling");
    await clock.settle();
    expect(world.deliveries().at(-1)).toEqual([600, "ignored"]);

    await client.send(new DeleteEventSourceMappingCommand({ UUID }));
    await world.send("for nobody");
    await clock.settle();
    expect(world.seen).toHaveLength(2);
    await expect(client.send(new GetEventSourceMappingCommand({ UUID }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});

test("an idle world has no events: no empty polls, no time passes", async () => {
  const { clock, trace } = mapped(() => "{}");
  await clock.drive(() => clock.settle());
  expect([clock.elapsedMs, clock.deliveries, trace.events.length]).toEqual([0, 0, 0]);
});

test("batches hold up to BatchSize messages, and at most the given number is under way", async () => {
  let active = 0;
  let most = 0;
  const { clock, ...world } = mapped(
    async () => {
      most = Math.max(most, ++active);
      await clock.sleep(1000, "work");
      active--;
      return "{}";
    },
    { mapping: { BatchSize: 3, ScalingConfig: { MaximumConcurrency: 2 } } },
  );
  await clock.drive(async () => {
    await world.sendBatch(["1", "2", "3", "4", "5", "6", "7"]);
    await clock.settle();
  });
  expect(world.seen.map(({ bodies }) => bodies)).toEqual([["1", "2", "3"], ["4", "5", "6"], ["7"]]);
  expect(most).toBe(2);
});

test("with a batching window messages are collected until it ends or the batch is full", async () => {
  const { clock, ...world } = mapped(() => "{}", { mapping: { BatchSize: 20, MaximumBatchingWindowInSeconds: 10 } });
  await clock.drive(async () => {
    await world.send("a");
    await clock.sleep(4000, "pause");
    await world.send("b");
    await clock.settle();
    for (let round = 0; round < 2; round++) {
      await world.sendBatch(Array.from({ length: 10 }, (_, index) => `${round}.${index}`));
    }
    await clock.settle();
  });
  expect(world.deliveries().map(([at, ...bodies]) => [at, bodies.length])).toEqual([
    [10, 2],
    [10, 20],
  ]);
});

test("with ReportBatchItemFailures only the reported messages come back", async () => {
  const { clock, sqs, ...world } = mapped(
    (payload, attempt) => {
      const failed = attempt === 1 ? records(payload).filter(({ body }) => body === "b") : [];
      return JSON.stringify({ batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) });
    },
    { mapping: { FunctionResponseTypes: ["ReportBatchItemFailures"] } },
  );
  await clock.drive(async () => {
    await world.sendBatch(["a", "b", "c"]);
    await clock.settle();
  });
  expect(world.deliveries()).toEqual([
    [0, "a", "b", "c"],
    [60, "b"],
  ]);
  expect(sqs.messages("jobs")).toEqual([]);
});

test.each([
  ["ReceiveMessage", "sqs", [1]],
  ["Invoke", "lambda", [60]],
  ["DeleteMessageBatch", "sqs", [0, 60]],
] as const)("a failing %s loses no message", async (operation, target, seconds) => {
  const { clock, sqs, faults, ...world } = mapped(() => "{}");
  faults.arm({ source: "event-source-mapping", target, operation }, { name: "lost", error: () => new Error("lost") });
  await clock.drive(async () => {
    await world.send("a");
    await clock.settle();
  });
  expect(world.deliveries()).toEqual(seconds.map((second) => [second, "a"]));
  expect(sqs.messages("jobs")).toEqual([]);
});

test("two runs give the same trace", async () => {
  const run = async () => {
    const { clock, trace, ...world } = mapped((_, attempt) => {
      if (attempt % 2 === 1) throw Object.assign(new Error("odd"), { errorType: "errorString" });
      return "{}";
    });
    await clock.drive(async () => {
      await world.sendBatch(["a", "b", "c"]);
      await clock.settle();
    });
    return trace.hash();
  };
  expect(await run()).toBe(await run());
});

test("mappings are described, and refused where AWS refuses them", async () => {
  const cloud = lambdaCloud();
  cloud.sqs.createQueue("jobs", { VisibilityTimeout: "30" });
  cloud.register(async () => "{}");
  cloud.register(async () => "{}", { functionName: "slow", timeoutSeconds: 60 });
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    const create = (changes: object = {}) =>
      client.send(
        new CreateEventSourceMappingCommand({ EventSourceArn: QUEUE_ARN, FunctionName: "worker", ...changes }),
      );
    const created = await create();
    const FunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:worker";
    expect(created).toMatchObject({
      BatchSize: 10,
      EventSourceArn: QUEUE_ARN,
      FunctionArn,
      FunctionResponseTypes: [],
      MaximumBatchingWindowInSeconds: 0,
      State: "Creating",
      StateTransitionReason: "USER_INITIATED",
      $metadata: { httpStatusCode: 202 },
    });
    expect(created.LastModified?.toISOString()).toMatch(/^2025-12-03T10:00:00/);
    expect((await client.send(new GetEventSourceMappingCommand({ UUID: created.UUID }))).State).toBe("Enabled");

    await expect(create()).rejects.toMatchObject({
      name: "ResourceConflictException",
      message:
        `An event source mapping with SQS arn (" ${QUEUE_ARN} ") and function (" worker ") already exists. ` +
        `Please update or delete the existing mapping with UUID ${created.UUID}`,
      $metadata: { httpStatusCode: 409 },
    });
    await expect(create({ FunctionName: "slow" })).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message: "Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds",
    });
    await expect(create({ EventSourceArn: `${QUEUE_ARN}x` })).rejects.toThrow("SQS Error Code");
    await expect(create({ FunctionName: "nobody" })).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message: "Function does not exist",
    });
    await expect(create({ EventSourceArn: undefined })).rejects.toThrow("Unrecognized event source.");
    await expect(create({ EventSourceArn: "arn:aws:sns:us-east-1:123456789012:t" })).rejects.toThrow(
      "Unrecognized event source.",
    );
    await expect(create({ EventSourceArn: "arn:aws:kinesis:us-east-1:123456789012:stream/s" })).rejects.toThrow(
      "is not emulated",
    );
    await expect(create({ StartingPosition: "LATEST" })).rejects.toThrow(
      "StartingPosition is not valid for SQS event sources.",
    );
    cloud.register(async () => "{}", { functionName: "other" });
    await expect(create({ FunctionName: "other", BatchSize: 11 })).rejects.toThrow(
      "Maximum batch window in seconds must be greater than 0",
    );
    await expect(create({ FunctionName: "other", FilterCriteria: { Filters: [{ Pattern: "{" }] } })).rejects.toThrow(
      "Invalid filter pattern definition: it is no JSON",
    );
    await expect(create({ DestinationConfig: { OnFailure: { Destination: QUEUE_ARN } } })).rejects.toThrow(
      "Unsupported DestinationConfig parameter for given event source mapping type.",
    );
    await expect(create({ KMSKeyArn: "arn:aws:kms:us-east-1:123456789012:key/k" })).rejects.toThrow(
      "lambda:CreateEventSourceMapping with KMSKeyArn is not emulated.",
    );
    const update = new UpdateEventSourceMappingCommand({ UUID: created.UUID, MaximumRetryAttempts: 1 });
    await expect(client.send(update)).rejects.toThrow("Unsupported MaximumRetryAttempts parameter");
    const FilterCriteria = { Filters: [{ Pattern: '{"body":{"a":[1]}}' }] };
    const other = await create({ FunctionName: "other", FilterCriteria, Tags: { stage: "test" } });
    expect(other.FilterCriteria).toEqual(FilterCriteria);
    const Resource = other.EventSourceMappingArn ?? "";
    await client.send(new TagResourceCommand({ Resource, Tags: { owner: "us" } }));
    expect((await client.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ stage: "test", owner: "us" });
    await expect(client.send(new ListTagsCommand({ Resource: Resource.replace(/.$/, "") }))).rejects.toMatchObject({
      name: "ValidationException",
    });
  });
});

test("messages that no filter lets through are deleted", async () => {
  const Filters = [{ Pattern: '{"body":{"kind":["photo"]}}' }, { Pattern: '{"body":[{"prefix":"plain"}]}' }];
  const { clock, sqs, deliveries, sendBatch } = mapped(() => "{}", { mapping: { FilterCriteria: { Filters } } });
  await clock.drive(async () => {
    await sendBatch(['{"kind":"photo"}', '{"kind":"video"}', "plain text", "other text"]);
    await clock.settle();
  });
  expect(deliveries()).toEqual([[0, '{"kind":"photo"}', "plain text"]]);
  expect(sqs.messages("jobs")).toEqual([]);
});

test("a FIFO queue gives a group's next messages when the batch before has ended", async () => {
  const cloud = lambdaCloud();
  const seen: string[][] = [];
  const queue = cloud.sqs.createQueue("jobs.fifo", { FifoQueue: "true", ContentBasedDeduplication: "true" });
  cloud.register(async (payload) => {
    seen.push(records(payload).map(({ body, attributes }) => `${attributes.MessageGroupId} ${body}`));
    await cloud.clock.sleep(1000, "work");
    return "{}";
  });
  const create = (settings: object) =>
    cloud.lambda.createEventSourceMapping({ EventSourceArn: queue.arn, FunctionName: "worker", ...settings });
  expect(() => create({ BatchSize: 11, MaximumBatchingWindowInSeconds: 1 })).toThrow("FIFO");
  create({ BatchSize: 1 });
  await cloud.clock.drive(async () => {
    const client = new SQSClient(cloud.client());
    for (const MessageBody of ["one", "two", "three"]) {
      await client.send(new SendMessageCommand({ QueueUrl: `${QueueUrl}.fifo`, MessageBody, MessageGroupId: "g" }));
    }
    await cloud.clock.settle();
  });
  expect(seen).toEqual([["g one"], ["g two"], ["g three"]]);
  expect(cloud.clock.elapsedMs).toBeGreaterThanOrEqual(3000);
});
