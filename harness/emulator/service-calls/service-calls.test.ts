import { expect, test } from "vitest";
import { AwsError } from "../gateway/aws-error.ts";
import type { ServiceName } from "../room.ts";
import { inWholeCloud } from "../stepfunctions/test/whole-cloud.ts";
import { createServiceCalls } from "./index.ts";

test("S3: keys and prefixes are encoded, metadata and headers become members", () =>
  inWholeCloud(async ({ cloud, call }) => {
    cloud.s3.createBucket("b");
    const at = { Bucket: "b", Key: "a b/ü+?.txt" };
    await call("s3", "PutObject", { ...at, Body: "<x>&", ContentType: "text/plain", Metadata: { Owner: "us" } });
    const read = await call("s3", "GetObject", { ...at, Range: "bytes=0-2" });
    expect(read).toMatchObject({ Body: "<x>", ContentType: "text/plain", ContentLength: 3, Metadata: { owner: "us" } });
    const listed = await call("s3", "ListObjectsV2", { Bucket: "b", Prefix: "a b/", MaxKeys: 1 });
    expect(listed).toMatchObject({ Contents: [{ Key: at.Key, Size: 4 }], KeyCount: 1, IsTruncated: false });
    const copied = await call("s3", "CopyObject", {
      Bucket: "b",
      Key: "copy",
      CopySource: `b/${encodeURIComponent(at.Key)}`,
    });
    expect(copied).toMatchObject({ CopyObjectResult: { ETag: expect.any(String) } });
    expect(await call("s3", "HeadObject", { Bucket: "b", Key: "copy" })).toMatchObject({ ContentLength: 4 });
    await call("s3", "DeleteObject", { Bucket: "b", Key: "copy" });
    await expect(call("s3", "HeadObject", { Bucket: "b", Key: "copy" })).rejects.toMatchObject({
      code: "NoSuchKey",
      status: 404,
    });
  }));

test("a list of one and an empty list are lists", () =>
  inWholeCloud(async ({ cloud, call }) => {
    expect((await call("s3", "ListBuckets")).Buckets).toEqual([]);
    cloud.s3.createBucket("b");
    expect(await call("s3", "ListBuckets")).toMatchObject({ Buckets: [{ Name: "b" }] });
    expect((await call("s3", "ListObjectsV2", { Bucket: "b" })).Contents).toBeUndefined();
  }));

test("a refusal has the service's code, words and request id", () =>
  inWholeCloud(async ({ call }) => {
    await expect(call("sqs", "GetQueueUrl", { QueueName: "none" })).rejects.toMatchObject({
      code: "QueueDoesNotExist",
      queryCode: "AWS.SimpleQueueService.NonExistentQueue",
      fields: { requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    await expect(call("lambda", "GetFunction", { FunctionName: "none" })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      status: 404,
    });
  }));

test("members in lower camel case on the wire are in PascalCase here, names that clients chose stay", () =>
  inWholeCloud(async ({ call }) => {
    await call("logs", "CreateLogGroup", { LogGroupName: "g", Tags: { "my-tag": "1" } });
    expect(await call("logs", "DescribeLogGroups")).toMatchObject({ LogGroups: [{ LogGroupName: "g" }] });
    const ResourceArn = "arn:aws:logs:us-east-1:123456789012:log-group:g";
    expect(await call("logs", "ListTagsForResource", { ResourceArn })).toEqual({ Tags: { "my-tag": "1" } });
  }));

test("an operation that no room has is refused by name", () =>
  inWholeCloud(async ({ call }) => {
    await expect(call("s3", "GetBucketAcl", { Bucket: "b" })).rejects.toThrow("s3:GetBucketAcl is not emulated.");
    await expect(call("lambda", "PutFunctionCodeSigningConfig")).rejects.toThrow("is not emulated");
  }));

test.each<[ServiceName, string, Record<string, unknown>]>([
  ["s3", "GetObject", { Bucket: "b", Key: "k" }],
  ["sqs", "GetQueueUrl", { QueueName: "q" }],
  ["sns", "Publish", { TopicArn: "t", Message: "m" }],
  ["lambda", "Invoke", { FunctionName: "f" }],
  ["states", "StartExecution", { StateMachineArn: "m" }],
  ["events", "PutEvents", { Entries: [] }],
  ["logs", "DescribeLogGroups", {}],
  ["mediaconvert", "GetJob", { Id: "j" }],
])(
  "a refusal of %s in words, by what stands in front of it, is an error with these words",
  async (service, operation, request) => {
    const words = "The state could not be written; nothing of this request is acknowledged.";
    const answer = { status: 500, headers: { "content-type": "text/plain" }, body: Buffer.from(words) };
    const call = createServiceCalls(async () => answer);
    const refused = call({ source: "states", roleArn: "r", service, operation, request });
    await expect(refused).rejects.toThrow(AwsError);
    await expect(refused).rejects.toThrow(words);
  },
);
