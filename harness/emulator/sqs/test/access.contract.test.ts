import {
  AddPermissionCommand,
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { withQueue } from "./queue-scene.ts";
import { ACCOUNT, OTHER, type smallCloud } from "./small-cloud.ts";

const ARN = `arn:aws:sqs:us-east-1:${ACCOUNT}:jobs`;

type Cloud = ReturnType<typeof smallCloud>;

const clientsOf = (cloud: Cloud) => ({
  other: new SQSClient(cloud.client("AKIDOTHER")),
  anonymous: new SQSClient({ ...cloud.client(), signer: { sign: async (request: never) => request } }),
});

/** `ok`, or the code of the refusal. */
async function outcome(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => "ok",
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}

const allow = (more: object) => ({
  Effect: "Allow",
  Principal: "*",
  Action: "sqs:SendMessage",
  Resource: ARN,
  ...more,
});
const deny = (more: object) => ({ ...allow(more), Effect: "Deny" });
const DENIED = "AccessDenied";

test.each([
  ["nobody without a policy", undefined, { owner: "ok", other: DENIED, anonymous: DENIED }],
  ["everybody", [allow({})], { owner: "ok", other: "ok", anonymous: "ok" }],
  ["an account", [allow({ Principal: { AWS: OTHER.accountId } })], { owner: "ok", other: "ok", anonymous: DENIED }],
  ["a user", [allow({ Principal: { AWS: OTHER.arn } })], { owner: "ok", other: "ok", anonymous: DENIED }],
  ["another user", [allow({ Principal: { AWS: `${OTHER.arn}x` } })], { owner: "ok", other: DENIED, anonymous: DENIED }],
  ["another action", [allow({ Action: "SQS:Receive*" })], { owner: "ok", other: DENIED, anonymous: DENIED }],
  ["another queue", [allow({ Resource: `${ARN}2` })], { owner: "ok", other: DENIED, anonymous: DENIED }],
  [
    "a source that it is not",
    [allow({ Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:1:t" } } })],
    { owner: "ok", other: DENIED, anonymous: DENIED },
  ],
  [
    "all but an account",
    [allow({}), deny({ Principal: { AWS: OTHER.accountId } })],
    { owner: "ok", other: DENIED, anonymous: "ok" },
  ],
  ["nobody at all", [allow({}), deny({})], { owner: DENIED, other: DENIED, anonymous: DENIED }],
])("a policy that lets in %s", (_who, Statement, expected) =>
  withQueue(Statement ? { Policy: JSON.stringify({ Statement }) } : {}, async ({ client, QueueUrl, cloud }) => {
    const { other, anonymous } = clientsOf(cloud);
    const sent = async (from: SQSClient) =>
      outcome(from.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello" })));
    expect({ owner: await sent(client), other: await sent(other), anonymous: await sent(anonymous) }).toEqual(expected);
    // What shuts its owner out too is mended by its owner.
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: "" } }));
    expect(await sent(client)).toBe("ok");
  }),
);

test("a permission shares what it names, batches included, and nothing that is the owner's alone", () =>
  withQueue({}, async ({ client, QueueUrl, cloud }) => {
    const { other, anonymous } = clientsOf(cloud);
    const url = new GetQueueUrlCommand({ QueueName: "jobs", QueueOwnerAWSAccountId: ACCOUNT });
    expect(await outcome(other.send(url))).toBe("QueueDoesNotExist");
    const Actions = ["SendMessage", "GetQueueUrl"];
    const share = { QueueUrl, Label: "share", AWSAccountIds: [OTHER.accountId], Actions };
    await client.send(new AddPermissionCommand(share));
    expect((await other.send(url)).QueueUrl).toBe(QueueUrl);
    const Entries = [{ Id: "1", MessageBody: "hello" }];
    expect(await outcome(other.send(new SendMessageBatchCommand({ QueueUrl, Entries })))).toBe("ok");
    await expect(other.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toMatchObject({
      name: DENIED,
      message: `User: ${OTHER.arn} is not authorized to perform: sqs:receivemessage on resource: ${ARN} because no resource-based policy allows the sqs:receivemessage action`,
      $metadata: { httpStatusCode: 403 },
    });
    expect(await outcome(other.send(new PurgeQueueCommand({ QueueUrl })))).toBe(DENIED);
    expect(await outcome(other.send(new DeleteQueueCommand({ QueueUrl })))).toBe(DENIED);
    expect(await outcome(anonymous.send(new ListQueuesCommand({})))).toMatch(/^MissingAuthenticationToken/);
  }));

test("each account has queues of its own, by the same names too", () =>
  withQueue({}, async ({ client, QueueUrl, cloud }) => {
    const { other } = clientsOf(cloud);
    expect(await other.send(new ListQueuesCommand({}))).not.toHaveProperty("QueueUrls");
    const its = await other.send(new CreateQueueCommand({ QueueName: "jobs" }));
    expect(its.QueueUrl).toBe(QueueUrl.replace(ACCOUNT, OTHER.accountId));
    await other.send(new SendMessageCommand({ QueueUrl: its.QueueUrl, MessageBody: "its" }));
    expect(await client.send(new ReceiveMessageCommand({ QueueUrl }))).not.toHaveProperty("Messages");
    expect((await other.send(new ListQueuesCommand({}))).QueueUrls).toEqual([its.QueueUrl]);
    expect((await client.send(new ListQueuesCommand({}))).QueueUrls).toEqual([QueueUrl]);
  }));
