import * as sdk from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { inProcessRequestHandler } from "../../../cloud/backends/request-handler.ts";
import { inWholeCloud, type WholeCloud } from "../../stepfunctions/test/whole-cloud.ts";

installWorldGlobals();

const ALL = [{ actions: ["*"], resources: ["*"] }];
const Bucket = "media";
const TopicArn = "arn:aws:sns:us-east-1:123456789012:told";

interface Scene {
  readonly at: WholeCloud;
  readonly s3: sdk.S3Client;
  readonly queueArn: string;
  configure(told: sdk.NotificationConfiguration): Promise<unknown>;
  /** What has reached the queue. */
  heard(): Promise<Record<string, unknown>[]>;
}

/** A bucket, and a queue that hears of it by way of another service. */
const inScene = (scene: (scene: Scene) => Promise<void>) =>
  inWholeCloud(
    async (at) => {
      const { arn: queueArn } = at.cloud.sqs.createQueue("heard");
      const s3 = new sdk.S3Client({
        region: "us-east-1",
        credentials: { accessKeyId: "test", secretAccessKey: "test" },
        forcePathStyle: true,
        requestHandler: inProcessRequestHandler((http) => at.cloud.gateway.sendAs("test", "administrator", http)),
      });
      await s3.send(new sdk.CreateBucketCommand({ Bucket }));
      const configure = (NotificationConfiguration: sdk.NotificationConfiguration) =>
        s3.send(new sdk.PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
      const heard = async () => {
        await at.clock.settle();
        return at.cloud.sqs.messages("heard").map(({ body }) => JSON.parse(body));
      };
      await scene({ at, s3, queueArn, configure, heard });
    },
    { s3: ALL, sns: ALL, events: ALL },
  );

test("a bucket tells a topic, in S3's form, and first of all that it will", () =>
  inScene(async ({ at, s3, queueArn, configure, heard }) => {
    await at.call("sns", "CreateTopic", { Name: "told" });
    await at.call("sns", "Subscribe", { TopicArn, Protocol: "sqs", Endpoint: queueArn });
    const TopicConfigurations = [{ Id: "t", TopicArn, Events: ["s3:ObjectCreated:*" as const] }];
    await configure({ TopicConfigurations });
    const kept = await s3.send(new sdk.GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(kept.TopicConfigurations).toEqual(TopicConfigurations);
    await s3.send(new sdk.PutObjectCommand({ Bucket, Key: "a b", Body: "x" }));
    const told = await heard();
    expect(told).toMatchObject([{ Type: "Notification" }, { Type: "Notification" }]);
    expect(told.map(({ Subject }) => Subject)).toEqual(["Amazon S3 Notification", "Amazon S3 Notification"]);
    expect(told.map(({ Message }) => JSON.parse(String(Message)))).toMatchObject([
      { Event: "s3:TestEvent", Bucket },
      { Records: [{ eventName: "ObjectCreated:Put", s3: { configurationId: "t", object: { key: "a+b" } } }] },
    ]);
  }));

test("a bucket tells EventBridge of all that happens, where that is switched on", () =>
  inScene(async ({ at, s3, queueArn: Arn, configure, heard }) => {
    await at.call("events", "PutRule", { Name: "rule", EventPattern: JSON.stringify({ source: ["aws.s3"] }) });
    await at.call("events", "PutTargets", { Rule: "rule", Targets: [{ Id: "queue", Arn }] });
    await s3.send(new sdk.PutObjectCommand({ Bucket, Key: "before", Body: "x" }));
    await configure({ EventBridgeConfiguration: {} });
    const { ETag } = await s3.send(new sdk.PutObjectCommand({ Bucket, Key: "a b", Body: "xyz" }));
    await s3.send(
      new sdk.PutObjectTaggingCommand({ Bucket, Key: "a b", Tagging: { TagSet: [{ Key: "k", Value: "v" }] } }),
    );
    await s3.send(new sdk.DeleteObjectCommand({ Bucket, Key: "a b" }));
    const told = await heard();
    const from = { source: "aws.s3", region: "us-east-1", resources: [`arn:aws:s3:::${Bucket}`] };
    expect(told).toMatchObject([
      { ...from, "detail-type": "Object Created" },
      { ...from, "detail-type": "Object Tags Added" },
      { ...from, "detail-type": "Object Deleted" },
    ]);
    const etag = String(ETag).replaceAll('"', "");
    expect(told.map(({ detail }) => detail)).toMatchObject([
      { version: "0", bucket: { name: Bucket }, object: { key: "a b", size: 3, etag }, reason: "PutObject" },
      { object: { key: "a b", etag }, requester: "123456789012" },
      { object: { key: "a b" }, reason: "DeleteObject", "deletion-type": "Permanently Deleted" },
    ]);
  }));

test("what a lifecycle rule ends is told as S3's own doing, once", () =>
  inScene(async ({ at, s3, queueArn: Arn, configure, heard }) => {
    await at.call("events", "PutRule", { Name: "rule", EventPattern: JSON.stringify({ source: ["aws.s3"] }) });
    await at.call("events", "PutTargets", { Rule: "rule", Targets: [{ Id: "queue", Arn }] });
    await s3.send(new sdk.PutObjectCommand({ Bucket, Key: "old", Body: "x" }));
    const Rules = [{ ID: "end", Status: "Enabled" as const, Filter: { Prefix: "" }, Expiration: { Days: 1 } }];
    const LifecycleConfiguration = { Rules };
    await s3.send(new sdk.PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }));
    const { arn } = at.cloud.sqs.createQueue("told");
    await configure({
      EventBridgeConfiguration: {},
      QueueConfigurations: [{ QueueArn: arn, Events: ["s3:LifecycleExpiration:Delete"] }],
    });
    await at.clock.sleep(3 * 86_400_000, "until it has ended");
    const read = () => s3.send(new sdk.GetObjectCommand({ Bucket, Key: "old" }));
    await expect(read()).rejects.toMatchObject({ name: "NoSuchKey" });
    await expect(read()).rejects.toMatchObject({ name: "NoSuchKey" });
    const reason = { reason: "Lifecycle Expiration", "deletion-type": "Permanently Deleted" };
    expect((await heard()).map(({ detail }) => detail)).toMatchObject([
      { object: { key: "old" }, requester: "s3.amazonaws.com", ...reason },
    ]);
    const bodies = at.cloud.sqs.messages("told").map(({ body }) => JSON.parse(body));
    expect(bodies).toMatchObject([
      { Event: "s3:TestEvent" },
      { Records: [{ eventName: "LifecycleExpiration:Delete", userIdentity: { principalId: "s3.amazonaws.com" } }] },
    ]);
  }));
