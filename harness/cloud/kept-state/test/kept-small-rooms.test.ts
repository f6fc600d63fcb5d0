import { expect, test } from "vitest";
import type { Timer } from "../../../clock/clock.ts";
import { createServiceCalls, type ServiceCall } from "../../../emulator/service-calls/index.ts";
import { TestClock } from "../../backends/test/test-clock.ts";
import { type KeptCloudUnderTest, keptCloud } from "./kept-cloud-under-test.ts";

const DAY_MS = 86_400_000;

type Answer = Readonly<Record<string, unknown>>;

/** One operation as the administrator. Throws the service's AwsError. */
function callsOf({ cloud }: KeptCloudUnderTest, region?: string) {
  const send = createServiceCalls((source, role, http) => cloud.gateway.sendAs(source, role, http, region));
  return async (service: ServiceCall["service"], operation: string, request: Record<string, unknown> = {}) =>
    (await send({ service, operation, request, source: "test", roleArn: "role/administrator" })).response as Answer;
}

/** The small rooms that have been made. */
const madeIn = ({ cloud }: KeptCloudUnderTest): string[] =>
  [...cloud.regions().values()].flatMap(({ foretold }) =>
    foretold.filter(({ made }) => made !== undefined).map(({ service }) => service),
  );

const KEY = { AttributeName: "id", KeyType: "HASH" };
const TABLE = {
  TableName: "photos",
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  KeySchema: [KEY],
};

test("DynamoDB: tables with settings and tags, items, what has expired by the time that went on", async () => {
  const clock = new TestClock();
  const before = await keptCloud(undefined, clock);
  const call = callsOf(before);
  const { TableDescription } = await call("dynamodb", "CreateTable", { ...TABLE, Tags: [{ Key: "a", Value: "b" }] });
  const { TableArn } = TableDescription as { TableArn: string };
  const TimeToLiveSpecification = { AttributeName: "until", Enabled: true };
  await call("dynamodb", "UpdateTimeToLive", { TableName: "photos", TimeToLiveSpecification });
  const put = (id: string, more = {}) =>
    call("dynamodb", "PutItem", { TableName: "photos", Item: { id: { S: id }, ...more } });
  await put("stays", { bytes: { B: "AQID" }, list: { L: [{ N: "1.5" }, { NULL: true }] } });
  await put("goes");
  await put("expires", { until: { N: String(Math.floor(clock.now() / 1000) + 60) } });
  await call("dynamodb", "DeleteItem", { TableName: "photos", Key: { id: { S: "goes" } } });
  await call("dynamodb", "CreateTable", { ...TABLE, TableName: "gone" });
  await call("dynamodb", "PutItem", { TableName: "gone", Item: { id: { S: "x" } } });
  await call("dynamodb", "DeleteTable", { TableName: "gone" });

  const after = await before.afterCrash(clock);
  const again = callsOf(after);
  expect(await again("dynamodb", "ListTables")).toEqual({ TableNames: ["photos"] });
  expect(await again("dynamodb", "ListTagsOfResource", { ResourceArn: TableArn })).toMatchObject({
    Tags: [{ Key: "a", Value: "b" }],
  });
  const got = await again("dynamodb", "GetItem", { TableName: "photos", Key: { id: { S: "stays" } } });
  expect(got.Item).toEqual({
    id: { S: "stays" },
    bytes: { B: "AQID" },
    list: { L: [{ N: "1.5" }, { NULL: true }] },
  });
  expect(await again("dynamodb", "Scan", { TableName: "photos" })).toMatchObject({ Count: 2 });
  clock.aheadMs += 3 * DAY_MS;
  expect(await again("dynamodb", "Scan", { TableName: "photos" })).toMatchObject({ Count: 1 });
  // What a scan has found expired is gone on disk too.
  expect(await callsOf(await after.afterCrash())("dynamodb", "Scan", { TableName: "photos" })).toMatchObject({
    Count: 1,
  });
});

test("SSM and Secrets Manager: versions, labels, stages; a secret's window ends when it would have", async () => {
  const clock = new TestClock();
  const before = await keptCloud(undefined, clock);
  const call = callsOf(before);
  await call("ssm", "PutParameter", {
    Name: "/a/b",
    Value: "1",
    Type: "SecureString",
    Tags: [{ Key: "k", Value: "v" }],
  });
  await call("ssm", "PutParameter", { Name: "/a/b", Value: "2", Overwrite: true });
  await call("ssm", "LabelParameterVersion", { Name: "/a/b", ParameterVersion: 1, Labels: ["good"] });
  const made = await call("secretsmanager", "CreateSecret", { Name: "s", SecretString: "one" });
  await call("secretsmanager", "PutSecretValue", { SecretId: "s", SecretString: "two" });
  await call("secretsmanager", "CreateSecret", { Name: "later", SecretString: "x" });
  await call("secretsmanager", "DeleteSecret", { SecretId: "later", RecoveryWindowInDays: 7 });

  const again = callsOf(await before.afterCrash(clock));
  const labelled = await again("ssm", "GetParameter", { Name: "/a/b:good", WithDecryption: true });
  expect(labelled.Parameter).toMatchObject({ Value: "1", Version: 1, Selector: ":good" });
  expect(await again("ssm", "PutParameter", { Name: "/a/b", Value: "3", Overwrite: true })).toMatchObject({
    Version: 3,
  });
  const previous = { SecretId: made.ARN, VersionStage: "AWSPREVIOUS" };
  expect(await again("secretsmanager", "GetSecretValue", previous)).toMatchObject({ SecretString: "one" });
  clock.aheadMs += 6 * DAY_MS;
  expect(await again("secretsmanager", "DescribeSecret", { SecretId: "later" })).toHaveProperty("DeletedDate");
  clock.aheadMs += 2 * DAY_MS;
  await expect(again("secretsmanager", "DescribeSecret", { SecretId: "later" })).rejects.toMatchObject({
    code: "ResourceNotFoundException",
  });
});

test("KMS: what was encrypted can be decrypted, a key is gone when its window ends, also in another region", async () => {
  const clock = new TestClock();
  const before = await keptCloud(undefined, clock);
  const call = callsOf(before, "eu-west-1");
  const { KeyMetadata } = await call("kms", "CreateKey", { Description: "mine" });
  const { KeyId } = KeyMetadata as { KeyId: string };
  await call("kms", "CreateAlias", { AliasName: "alias/mine", TargetKeyId: KeyId });
  const EncryptionContext = { a: "b" };
  const { CiphertextBlob } = await call("kms", "Encrypt", { KeyId, Plaintext: "c2VjcmV0", EncryptionContext });
  const own = await call("kms", "DescribeKey", { KeyId: "alias/aws/s3" });
  clock.aheadMs += 5000;

  const after = await before.afterCrash(clock);
  const again = callsOf(after, "eu-west-1");
  expect(await again("kms", "Decrypt", { CiphertextBlob, EncryptionContext })).toMatchObject({ Plaintext: "c2VjcmV0" });
  expect(await again("kms", "DescribeKey", { KeyId: "alias/mine" })).toMatchObject({ KeyMetadata: { KeyId } });
  expect(await again("kms", "DescribeKey", { KeyId: "alias/aws/s3" })).toEqual(own);
  await again("kms", "ScheduleKeyDeletion", { KeyId, PendingWindowInDays: 7 });
  const third = callsOf(await after.afterCrash(clock), "eu-west-1");
  clock.aheadMs += 7 * DAY_MS;
  await expect(third("kms", "Decrypt", { CiphertextBlob, EncryptionContext })).rejects.toMatchObject({
    code: "NotFoundException",
  });
});

/** What the queue holds. */
async function bodiesOf(at: KeptCloudUnderTest): Promise<string[]> {
  await at.clients.sqs();
  return at.cloud.sqs.messages("heard").map(({ body }) => body);
}

test("SNS and EventBridge: subscriptions, rules and targets go on telling a queue, and nothing is sent twice", async () => {
  const before = await keptCloud();
  const call = callsOf(before);
  const queue = before.cloud.sqs.createQueue("heard");
  const { TopicArn } = await call("sns", "CreateTopic", { Name: "told" });
  const Attributes = { RawMessageDelivery: "true", FilterPolicy: JSON.stringify({ kind: ["good"] }) };
  await call("sns", "Subscribe", { TopicArn, Protocol: "sqs", Endpoint: queue.arn, Attributes });
  await call("events", "CreateEventBus", { Name: "own" });
  const EventPattern = JSON.stringify({ source: ["test"] });
  await call("events", "PutRule", { Name: "r", EventBusName: "own", EventPattern });
  const Targets = [{ Id: "1", Arn: queue.arn, InputPath: "$.detail" }];
  await call("events", "PutTargets", { Rule: "r", EventBusName: "own", Targets });
  const publish = (to: typeof call, Message: string, kind: string) =>
    to("sns", "Publish", { TopicArn, Message, MessageAttributes: { kind: { DataType: "String", StringValue: kind } } });
  await publish(call, "one", "good");
  await expect.poll(() => bodiesOf(before)).toEqual(["one"]);
  // The last delivery's end is on disk before the next answer leaves.
  await call("sns", "TagResource", { ResourceArn: TopicArn, Tags: [{ Key: "a", Value: "b" }] });

  const after = await before.afterCrash();
  expect(await bodiesOf(after)).toEqual(["one"]);
  const again = callsOf(after);
  await publish(again, "two", "bad");
  await publish(again, "three", "good");
  const event = { Source: "test", DetailType: "t", Detail: '{"n":4}', EventBusName: "own" };
  await again("events", "PutEvents", { Entries: [event, { ...event, Source: "other" }] });
  await expect.poll(() => bodiesOf(after)).toEqual(["one", "three", '{"n":4}']);
});

/** Timers ring when the test says so. */
class RingingClock extends TestClock {
  readonly #rings = new Map<string, () => void>();

  override timer(label?: string, _ms?: number, callback: () => void = () => {}): Timer {
    this.#rings.set(String(label), callback);
    return { cancel: () => this.#rings.delete(String(label)) };
  }

  ring(label: string): void {
    this.#rings.get(label)?.();
  }
}

test("EventBridge: a schedule goes on", async () => {
  const before = await keptCloud();
  const { arn: Arn } = before.cloud.sqs.createQueue("heard");
  const call = callsOf(before);
  await call("events", "PutRule", { Name: "r", ScheduleExpression: "rate(1 day)" });
  await call("events", "PutTargets", { Rule: "r", Targets: [{ Id: "1", Arn, Input: "a day" }] });
  const clock = new RingingClock();
  const after = await before.afterCrash(clock);
  clock.ring("schedule of r");
  await expect.poll(() => bodiesOf(after)).toEqual(["a day"]);
  clock.ring("schedule of r");
  await expect.poll(() => bodiesOf(after)).toEqual(["a day", "a day"]);
});

test("a message that was acknowledged and had not arrived arrives after the restart", async () => {
  const before = await keptCloud();
  const call = callsOf(before);
  const { TopicArn } = await call("sns", "CreateTopic", { Name: "told" });
  const queue = before.cloud.sqs.createQueue("heard");
  await call("sns", "Subscribe", { TopicArn, Protocol: "sqs", Endpoint: queue.arn });
  // The queue's room never answers, as if the machine had stopped there.
  before.cloud.sqs.handle = () => new Promise(() => {});
  await call("sns", "Publish", { TopicArn, Message: "one" });

  const after = await before.afterCrash();
  await expect.poll(() => bodiesOf(after)).toEqual([expect.stringContaining('"Message":"one"')]);
});

test("a room is made for what lies on disk of it, or when it is first used", async () => {
  const before = await keptCloud();
  expect(madeIn(before)).toEqual([]);
  await callsOf(before)("ssm", "PutParameter", { Name: "a", Value: "1", Type: "String" });
  expect(madeIn(before)).toEqual(["ssm"]);
  expect(madeIn(await before.afterCrash())).toEqual(["ssm"]);
});
