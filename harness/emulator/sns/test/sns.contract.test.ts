import { expect, test } from "vitest";
import { inWholeCloud, outputOf, taskMachine, type WholeCloud } from "../../stepfunctions/test/whole-cloud.ts";

const TopicArn = "arn:aws:sns:us-east-1:123456789012:told";
const ROLES = {
  machine: [{ actions: ["*"], resources: ["*"] }],
  sns: [{ actions: ["*"], resources: ["*"] }],
};

/** A topic with one queue that listens. */
const inTopic =
  (scene: (at: WholeCloud, bodies: () => Promise<string[]>) => Promise<void>, Attributes?: object) => () =>
    inWholeCloud(async (at) => {
      await at.call("sns", "CreateTopic", { Name: "told" });
      const queue = at.cloud.sqs.createQueue("heard");
      await at.call("sns", "Subscribe", {
        TopicArn,
        Protocol: "sqs",
        Endpoint: queue.arn,
        ...(Attributes && { Attributes }),
      });
      await scene(at, async () => {
        await at.clock.settle();
        return at.cloud.sqs.messages("heard").map(({ body }) => body);
      });
    }, ROLES);

test(
  "a message reaches a queue as a notification, with subject and attributes",
  inTopic(async (at, bodies) => {
    const { MessageId } = await at.call("sns", "Publish", {
      TopicArn,
      Message: "hello",
      Subject: "greeting",
      MessageAttributes: { n: { DataType: "Number", StringValue: "1" } },
    });
    const [body = ""] = await bodies();
    expect(JSON.parse(body)).toEqual({
      Type: "Notification",
      MessageId,
      TopicArn,
      Subject: "greeting",
      Message: "hello",
      Timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      SignatureVersion: "1",
      Signature: "EXAMPLE",
      SigningCertURL: expect.stringContaining("https://sns.us-east-1.amazonaws.com/"),
      UnsubscribeURL: expect.stringContaining(`SubscriptionArn=${TopicArn}:`),
      MessageAttributes: { n: { Type: "Number", Value: "1" } },
    });
    const deliveries = at.trace.of("operation").filter(({ source }) => source === "sns");
    expect(deliveries.map(({ target, operation }) => `${target} ${operation}`)).toEqual(["sqs SendMessage"]);
  }),
);

test(
  "a raw message is the message alone; a structure names it by protocol; a batch tells what failed",
  inTopic(
    async (at, bodies) => {
      const Message = JSON.stringify({ default: "for all", sqs: "for queues" });
      await at.call("sns", "Publish", { TopicArn, Message, MessageStructure: "json" });
      const batch = await at.call("sns", "PublishBatch", {
        TopicArn,
        PublishBatchRequestEntries: [
          { Id: "a", Message: "first" },
          { Id: "b", Message: "{", MessageStructure: "json" },
        ],
      });
      expect(batch).toMatchObject({ Successful: [{ Id: "a" }], Failed: [{ Id: "b", Code: "InvalidParameter" }] });
      expect(await bodies()).toEqual(["for queues", "first"]);
    },
    { RawMessageDelivery: "true" },
  ),
);

test.each<[string, object, object, boolean]>([
  ["an attribute that fits", { kind: ["photo", { prefix: "vid" }] }, { kind: "video" }, true],
  ["one that does not", { kind: ["photo"] }, { kind: "video" }, false],
  ["one that is missing", { kind: [{ exists: false }] }, {}, true],
])("a filter policy of attributes: %s", (_what, policy, attributes, isHeard) =>
  inTopic(
    async (at, bodies) => {
      const MessageAttributes = Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
      );
      await at.call("sns", "Publish", { TopicArn, Message: "x", MessageAttributes });
      expect(await bodies()).toEqual(isHeard ? ["x"] : []);
    },
    { RawMessageDelivery: "true", FilterPolicy: JSON.stringify(policy) },
  )(),
);

test(
  "a filter policy of bodies looks into JSON",
  inTopic(
    async (at, bodies) => {
      for (const Message of ['{"size":{"mb":5}}', '{"size":{"mb":1}}', "text"]) {
        await at.call("sns", "Publish", { TopicArn, Message });
      }
      expect(await bodies()).toEqual(['{"size":{"mb":5}}']);
    },
    {
      RawMessageDelivery: "true",
      FilterPolicyScope: "MessageBody",
      FilterPolicy: '{"size":{"mb":[{"numeric":[">",2]}]}}',
    },
  ),
);

test(
  "topics and subscriptions are described, listed and deleted",
  inTopic(async (at) => {
    const { Subscriptions } = await at.call("sns", "ListSubscriptionsByTopic", { TopicArn });
    const [{ SubscriptionArn } = { SubscriptionArn: "" }] = Subscriptions as { SubscriptionArn: string }[];
    expect(await at.call("sns", "GetSubscriptionAttributes", { SubscriptionArn })).toMatchObject({
      Attributes: { Protocol: "sqs", RawMessageDelivery: "false", PendingConfirmation: "false" },
    });
    const broken = { SubscriptionArn, AttributeName: "FilterPolicy", AttributeValue: "{" };
    await expect(at.call("sns", "SetSubscriptionAttributes", broken)).rejects.toMatchObject({
      code: "InvalidParameter",
    });
    expect(await at.call("sns", "GetTopicAttributes", { TopicArn })).toMatchObject({
      Attributes: { TopicArn, SubscriptionsConfirmed: "1", Owner: "123456789012" },
    });
    await at.call("sns", "Unsubscribe", { SubscriptionArn });
    await at.call("sns", "DeleteTopic", { TopicArn });
    await expect(at.call("sns", "Publish", { TopicArn, Message: "x" })).rejects.toMatchObject({
      code: "NotFound",
      message: "Topic does not exist",
    });
    // Tagging has a name of its own for it: API_TagResource.html, "Errors".
    for (const [operation, more] of Object.entries({
      TagResource: { Tags: [] },
      UntagResource: { TagKeys: [] },
      ListTagsForResource: {},
    }))
      await expect(at.call("sns", operation, { ResourceArn: TopicArn, ...more })).rejects.toMatchObject({
        code: "ResourceNotFound",
        message: "Resource does not exist",
      });
  }),
);

test(
  "a machine publishes, an object as JSON; refusals are the first Java SDK's",
  inTopic(
    async (at, bodies) => {
      const publish = (Parameters: object) =>
        at.start(taskMachine({ Resource: "arn:aws:states:::sns:publish", Parameters })).then((arn) => at.finish(arn));
      const done = (await publish({ TopicArn, Message: { job: 7 } })).at(-1);
      expect(outputOf(done)).toMatchObject({ MessageId: expect.any(String), SdkHttpMetadata: expect.anything() });
      expect(await bodies()).toEqual(['{"job":7}']);
      expect((await publish({ TopicArn: `${TopicArn}2`, Message: "x" })).at(-1)?.details).toMatchObject({
        error: "SNS.NotFoundException",
        cause: expect.stringContaining(
          "Topic does not exist (Service: AmazonSNS; Status Code: 404; Error Code: NotFound;",
        ),
      });
    },
    { RawMessageDelivery: "true" },
  ),
);

test("a message of a FIFO topic comes once within five minutes", () =>
  inWholeCloud(async (at) => {
    const Attributes = { FifoTopic: "true", ContentBasedDeduplication: "true" };
    const topic = await at.call("sns", "CreateTopic", { Name: "told.fifo", Attributes });
    const queue = at.cloud.sqs.createQueue("heard.fifo", { FifoQueue: "true" });
    await at.call("sns", "Subscribe", { TopicArn: topic.TopicArn, Protocol: "sqs", Endpoint: queue.arn });
    const wish = { TopicArn: topic.TopicArn, Message: "x", MessageGroupId: "g" };
    const first = await at.call("sns", "Publish", wish);
    expect((await at.call("sns", "Publish", wish)).MessageId).toBe(first.MessageId);
    await at.clock.settle();
    expect(at.cloud.sqs.messages("heard.fifo")).toHaveLength(1);
  }, ROLES));

const HEARD = { TopicArn, Protocol: "sqs", Endpoint: "arn:aws:sqs:us-east-1:123456789012:heard" };
const NESTED = { FilterPolicy: '{"a":{"b":["c"]}}' };

test.each([
  ["CreateTopic", { Name: "a b" }, "InvalidParameter"],
  ["Subscribe", { TopicArn, Protocol: "email", Endpoint: "a@b.c" }, "NotImplemented"],
  ["Publish", { PhoneNumber: "+1", Message: "x" }, "NotImplemented"],
  ["Publish", { TopicArn, Message: "x".repeat(262_145) }, "InvalidParameter"],
  ["ConfirmSubscription", { TopicArn, Token: "x" }, "NotImplemented"],
  ["Publish", { TopicArn, Message: "x", MessageDeduplicationId: "d" }, "InvalidParameter"],
  [
    "Publish",
    { TopicArn, Message: "x", MessageAttributes: { n: { DataType: "Number", StringValue: "one" } } },
    "ParameterValueInvalid",
  ],
  ["PublishBatch", { TopicArn, PublishBatchRequestEntries: [{ Id: "a b", Message: "x" }] }, "InvalidBatchEntryId"],
  ["CreateTopic", { Name: "told", Attributes: { DisplayName: "other" } }, "InvalidParameter"],
  ["Subscribe", { ...HEARD, Attributes: { RawMessageDelivery: "true" } }, "InvalidParameter"],
  ["Subscribe", { ...HEARD, Endpoint: `${HEARD.Endpoint}2`, Attributes: NESTED }, "InvalidParameter"],
])("%s is refused when it is wrong or not there", (operation, input, code) =>
  inTopic(async (at) => {
    await expect(at.call("sns", operation, input)).rejects.toMatchObject({ code });
  })(),
);

test.each(["sqs", "lambda"])("what a subscription of %s is refused goes to its dead-letter queue", (protocol) =>
  inWholeCloud(async (at) => {
    await at.call("sns", "CreateTopic", { Name: "told" });
    const { arn: deadLetterTargetArn } = at.cloud.sqs.createQueue("dead");
    const Endpoint = `arn:aws:${protocol}:us-east-1:123456789012:${protocol === "lambda" ? "function:" : ""}gone`;
    const subscribe = (RedrivePolicy: string) =>
      at.call("sns", "Subscribe", { TopicArn, Protocol: protocol, Endpoint, Attributes: { RedrivePolicy } });
    const { SubscriptionArn } = await subscribe(JSON.stringify({ deadLetterTargetArn }));
    await at.call("sns", "Publish", { TopicArn, Message: "refused" });
    await at.clock.settle();
    const bodies = at.cloud.sqs.messages("dead").map(({ body }) => JSON.parse(body));
    expect(bodies).toMatchObject([{ Type: "Notification", TopicArn, Message: "refused" }]);
    expect(await at.call("sns", "GetSubscriptionAttributes", { SubscriptionArn })).toMatchObject({
      Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn }) },
    });
    const set = (AttributeValue: string) =>
      at.call("sns", "SetSubscriptionAttributes", { SubscriptionArn, AttributeName: "RedrivePolicy", AttributeValue });
    for (const wrong of ["{", "{}", "7", '{"deadLetterTargetArn":"arn:aws:sns:us-east-1:123456789012:told"}']) {
      await expect(set(wrong)).rejects.toMatchObject({ code: "InvalidParameter" });
    }
    await set("");
    await at.call("sns", "Publish", { TopicArn, Message: "lost" });
    await at.clock.settle();
    expect(at.cloud.sqs.messages("dead")).toHaveLength(1);
  }, ROLES),
);
