import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
  type Transition,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { BUCKET, outcome, twoAccounts } from "./two-accounts.ts";

const AT = { Bucket: BUCKET, Key: "k" };

async function upload(s3: S3Client) {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(AT));
  const { ETag } = await s3.send(new UploadPartCommand({ ...AT, UploadId, PartNumber: 1, Body: "part" }));
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  return (condition: { IfMatch?: string; IfNoneMatch?: string }) =>
    outcome(s3.send(new CompleteMultipartUploadCommand({ ...AT, UploadId, MultipartUpload, ...condition })));
}

test("what happens to the key of a conditional upload while it is under way is a conflict", async () => {
  const { cloud, s3 } = await twoAccounts();
  const put = () => s3.send(new PutObjectCommand({ ...AT, Body: "object" }));
  const { ETag: IfMatch = "" } = await put();
  const onto = await upload(s3);
  expect(await onto({ IfNoneMatch: "*" })).toBe("PreconditionFailed");
  await s3.send(new DeleteObjectCommand(AT));
  expect(await onto({ IfNoneMatch: "*" })).toBe("ConditionalRequestConflict");
  expect(await (await upload(s3))({ IfNoneMatch: "*" })).toBe("ok");
  await put();
  const instead = await upload(s3);
  cloud.clock.aheadMs = 1000;
  await put();
  expect(await instead({ IfMatch })).toBe("ConditionalRequestConflict");
  cloud.clock.aheadMs = 2000;
  expect(await (await upload(s3))({ IfMatch })).toBe("ok");
});

test("a date that is still to come says nothing", async () => {
  const { s3 } = await twoAccounts();
  await s3.send(new PutObjectCommand({ ...AT, Body: "object" }));
  const { LastModified } = await s3.send(new GetObjectCommand(AT));
  const read = (ms: number) => {
    const IfModifiedSince = new Date((LastModified?.getTime() ?? 0) + ms);
    // The SDK has no name for 304.
    return outcome(s3.send(new GetObjectCommand({ ...AT, IfModifiedSince })));
  };
  expect([await read(0), await read(86_400_000), await read(-1000)]).toEqual(["Unknown", "ok", "ok"]);
});

test("a delete marker that is read by its version says what may be done with it", async () => {
  const { s3 } = await twoAccounts();
  const VersioningConfiguration = { Status: "Enabled" as const };
  await s3.send(new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration }));
  const { VersionId } = await s3.send(new DeleteObjectCommand(AT));
  await expect(s3.send(new GetObjectCommand({ ...AT, VersionId }))).rejects.toMatchObject({
    name: "MethodNotAllowed",
    $response: { headers: { allow: "DELETE", "x-amz-delete-marker": "true", "last-modified": expect.any(String) } },
  });
});

test.each([
  [[{ Days: 29, StorageClass: "STANDARD_IA" }], undefined, "InvalidArgument"],
  [[{ Days: 30, StorageClass: "STANDARD_IA" }], { Days: 30 }, "InvalidArgument"],
  [[{ Days: 30, StorageClass: "STANDARD_IA" }], { Days: 31 }, "ok"],
  [[{ Days: 0, StorageClass: "GLACIER" }], undefined, "ok"],
  [[{ Days: 1, StorageClass: "GLACIER" }], { Date: new Date("2030-01-01") }, "InvalidRequest"],
] as [Transition[], object | undefined, string][])(
  "transitions %j, expiration %j: %s",
  async (Transitions, Expiration, expected) => {
    const { s3 } = await twoAccounts();
    const Rules = [
      { Status: "Enabled" as const, Filter: { Prefix: "" }, Transitions, ...(Expiration && { Expiration }) },
    ];
    const put = { Bucket: BUCKET, LifecycleConfiguration: { Rules } };
    expect(await outcome(s3.send(new PutBucketLifecycleConfigurationCommand(put)))).toBe(expected);
  },
);
