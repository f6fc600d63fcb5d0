import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { createSqs } from "../index.ts";
import { ACCOUNT, smallCloud } from "./small-cloud.ts";

installWorldGlobals();

type Parameters = Readonly<Record<string, string>>;

/** Requests in the query protocol, as an administrator whose signature is not looked at. */
async function speakingQuery(
  story: (ask: (parameters: Parameters, more?: { path?: string; accept?: string }) => Promise<Answer>) => Promise<void>,
): Promise<void> {
  const cloud = smallCloud((deps) => [createSqs(deps)]);
  const scope = `${"20251203/us-east-1"}/sqs/aws4_request`;
  await cloud.clock.drive(() =>
    story(async (parameters, { path = "/", accept } = {}) => {
      const { status, headers, body } = await cloud.sendAs("test", "administrator", {
        method: "POST",
        path,
        headers: {
          host: "cloud.test:4566",
          "content-type": "application/x-www-form-urlencoded; charset=utf-8",
          authorization: `AWS4-HMAC-SHA256 Credential=AKIDADMIN/${scope}, SignedHeaders=host, Signature=${"0".repeat(64)}`,
          ...(accept !== undefined && { accept }),
        },
        body: Buffer.from(new URLSearchParams(parameters).toString()),
      });
      return { status, type: headers["content-type"], text: body.toString("utf8") };
    }),
  );
}

interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
}

const QUEUE = `http://cloud.test:4566/${ACCOUNT}/jobs`;
const inside = (text: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];

test("a message with attributes goes through a queue with attributes and tags", () =>
  speakingQuery(async (ask) => {
    const created = await ask({
      Action: "CreateQueue",
      QueueName: "jobs",
      "Attribute.1.Name": "DelaySeconds",
      "Attribute.1.Value": "1",
      "Attribute.2.Name": "VisibilityTimeout",
      "Attribute.2.Value": "60",
      "Tag.1.Key": "stage",
      "Tag.1.Value": "test",
    });
    expect(created).toMatchObject({ status: 200, type: "text/xml" });
    expect(created.text).toMatch(
      /^<\?xml version="1.0"\?><CreateQueueResponse xmlns="http:\/\/queue.amazonaws.com\/doc\/2012-11-05\/"><CreateQueueResult><QueueUrl>[^<]+<\/QueueUrl><\/CreateQueueResult><ResponseMetadata><RequestId>[0-9a-f-]{36}<\/RequestId><\/ResponseMetadata><\/CreateQueueResponse>$/,
    );
    expect(inside(created.text, "QueueUrl")).toBe(QUEUE);
    const sent = await ask({
      Action: "SendMessage",
      QueueUrl: QUEUE,
      MessageBody: "a & b",
      DelaySeconds: "0",
      "MessageAttribute.1.Name": "Foo",
      "MessageAttribute.1.Value.StringValue": "Bar",
      "MessageAttribute.1.Value.DataType": "String",
    });
    expect(inside(sent.text, "MD5OfMessageAttributes")).toBe("ae7155c6026991b6d54b11589678bf9c");
    const received = await ask({
      Action: "ReceiveMessage",
      QueueUrl: QUEUE,
      "AttributeName.1": "All",
      "MessageAttributeName.1": "All",
      MaxNumberOfMessages: "10",
    });
    expect(received.text).toContain("<Body>a &amp; b</Body>");
    expect(received.text).toContain("<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>");
    expect(received.text).toContain(
      "<MessageAttribute><Name>Foo</Name><Value><StringValue>Bar</StringValue><DataType>String</DataType></Value></MessageAttribute>",
    );
    const removed = await ask({
      Action: "DeleteMessageBatch",
      QueueUrl: QUEUE,
      "DeleteMessageBatchRequestEntry.1.Id": "one",
      "DeleteMessageBatchRequestEntry.1.ReceiptHandle": inside(received.text, "ReceiptHandle") ?? "",
      "DeleteMessageBatchRequestEntry.2.Id": "two",
      "DeleteMessageBatchRequestEntry.2.ReceiptHandle": "invented",
    });
    expect(removed.text).toContain(
      "<DeleteMessageBatchResultEntry><Id>one</Id></DeleteMessageBatchResultEntry><BatchResultErrorEntry><Id>two</Id><SenderFault>true</SenderFault><Code>ReceiptHandleIsInvalid</Code>",
    );
    const attributes = await ask({ Action: "GetQueueAttributes", QueueUrl: QUEUE, AttributeName: "All" });
    expect(attributes.text).toContain("<Attribute><Name>VisibilityTimeout</Name><Value>60</Value></Attribute>");
    expect((await ask({ Action: "ListQueueTags", QueueUrl: QUEUE })).text).toContain(
      "<ListQueueTagsResult><Tag><Key>stage</Key><Value>test</Value></Tag></ListQueueTagsResult>",
    );
    expect((await ask({ Action: "ListQueues" })).text).toContain(`<ListQueuesResult><QueueUrl>${QUEUE}</QueueUrl>`);
    expect((await ask({ Action: "DeleteQueue", QueueUrl: QUEUE })).text).toMatch(
      /<DeleteQueueResponse xmlns="[^"]+"><ResponseMetadata>/,
    );
  }));

test("errors have the codes of the query protocol", () =>
  speakingQuery(async (ask) => {
    const unknown = await ask({ Action: "SendMessage", QueueUrl: QUEUE, MessageBody: "m" });
    expect(unknown.status).toBe(400);
    expect(unknown.text).toContain(
      "<Error><Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code><Message>The specified queue does not exist.</Message><Detail></Detail></Error><RequestId>",
    );
    await ask({ Action: "CreateQueue", QueueName: "jobs" });
    const wrong = async (parameters: Parameters) => {
      const { status, text } = await ask({ QueueUrl: QUEUE, ...parameters });
      return [status, inside(text, "Code"), inside(text, "Message")];
    };
    expect(await wrong({ Action: "SendMessage" })).toEqual([
      400,
      "MissingParameter",
      "The request must contain the parameter MessageBody.",
    ]);
    expect(await wrong({ Action: "SetQueueAttributes" })).toEqual([
      400,
      "MissingParameter",
      "The request must contain the parameter Attribute.Name.",
    ]);
    expect(await wrong({ Action: "SendMessageBatch", Entries: "" })).toEqual([
      400,
      "AWS.SimpleQueueService.EmptyBatchRequest",
      "There should be at least one SendMessageBatchRequestEntry in the request.",
    ]);
    expect(
      await wrong({
        Action: "DeleteMessageBatch",
        "DeleteMessageBatchRequestEntry.1.Id": "a",
        "DeleteMessageBatchRequestEntry.1.ReceiptHandle": "x",
        "DeleteMessageBatchRequestEntry.2.ReceiptHandle": "x",
      }),
    ).toEqual([400, "MissingParameter", "The request must contain the parameter DeleteMessageBatchRequestEntry.2.Id."]);
    expect(await wrong({ Action: "Dance" })).toEqual([
      400,
      "InvalidAction",
      "The action Dance is not valid for this endpoint.",
    ]);
    expect((await wrong({ Action: "DeleteMessage", ReceiptHandle: "invented" })).slice(0, 2)).toEqual([
      404,
      "ReceiptHandleIsInvalid",
    ]);
    expect(await wrong({ Action: "ReceiveMessage", MaxNumberOfMessages: "many" })).toEqual([
      400,
      "SerializationException",
      "MaxNumberOfMessages must be a whole number",
    ]);
  }));

test("a queue's own path names it, and takes no operation of no queue", () =>
  speakingQuery(async (ask) => {
    await ask({ Action: "CreateQueue", QueueName: "jobs" });
    const path = `/${ACCOUNT}/jobs`;
    expect((await ask({ Action: "SendMessage", MessageBody: "m" }, { path })).status).toBe(200);
    expect((await ask({}, { path: `${path}?Action=ReceiveMessage` })).text).toContain("<Body>m</Body>");
    expect(await ask({}, { path })).toEqual({
      status: 404,
      type: "text/xml",
      text: "<UnknownOperationException/>\n",
    });
    expect(inside((await ask({ Action: "CreateQueue", QueueName: "x" }, { path })).text, "Code")).toBe("InvalidAction");
  }));

test("who accepts JSON gets it", () =>
  speakingQuery(async (ask) => {
    await ask({ Action: "CreateQueue", QueueName: "jobs" });
    const at = { path: `/${ACCOUNT}/jobs`, accept: "application/json" };
    const { text } = await ask({ Action: "SendMessage", MessageBody: "m" }, at);
    expect(JSON.parse(text)).toEqual({
      SendMessageResponse: {
        SendMessageResult: {
          MD5OfMessageAttributes: null,
          MD5OfMessageBody: "6f8f57715090da2632453988d9a1501b",
          MD5OfMessageSystemAttributes: null,
          MessageId: expect.any(String),
          SequenceNumber: null,
        },
        ResponseMetadata: { RequestId: expect.any(String) },
      },
    });
    const attributes = await ask({ Action: "GetQueueAttributes", "AttributeName.1": "DelaySeconds" }, at);
    expect(JSON.parse(attributes.text)).toMatchObject({
      GetQueueAttributesResponse: { GetQueueAttributesResult: { Attributes: [{ Name: "DelaySeconds", Value: "0" }] } },
    });
    expect(JSON.parse((await ask({ Action: "Dance" }, at)).text)).toMatchObject({ Error: { Code: "InvalidAction" } });
  }));
