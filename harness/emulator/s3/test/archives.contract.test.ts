import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketRequestPaymentCommand,
  PutObjectCommand,
  RestoreObjectCommand,
  type RestoreRequest,
  type S3Client,
  type StorageClass,
} from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { BUCKET, outcome, twoAccounts } from "./two-accounts.ts";

const AT = { Bucket: BUCKET, Key: "old" };
const HOUR_MS = 3_600_000;

async function archived(StorageClass: StorageClass = "GLACIER") {
  const { cloud, s3, ...others } = await twoAccounts();
  await s3.send(new PutObjectCommand({ ...AT, Body: "old", StorageClass }));
  const client = (aheadMs: number): S3Client => {
    cloud.clock.aheadMs = aheadMs;
    s3.config.systemClockOffset = aheadMs;
    return s3;
  };
  const restore = (RestoreRequest: RestoreRequest) => s3.send(new RestoreObjectCommand({ ...AT, RestoreRequest }));
  return { ...others, cloud, s3, client, restore };
}

test("an archived object is read when it has been restored, until its last day has ended", async () => {
  const { s3, client, restore, cloud } = await archived();
  const read = (at = s3) => outcome(at.send(new GetObjectCommand(AT)));
  const copy = () => outcome(s3.send(new CopyObjectCommand({ ...AT, Key: "copy", CopySource: `${BUCKET}/old` })));
  expect([await read(), await copy()]).toEqual(["InvalidObjectState", "InvalidObjectState"]);
  expect((await s3.send(new HeadObjectCommand(AT))).Restore).toBeUndefined();

  expect((await restore({ Days: 2 })).$metadata.httpStatusCode).toBe(202);
  expect((await s3.send(new HeadObjectCommand(AT))).Restore).toBe('ongoing-request="true"');
  expect([await read(), await outcome(restore({ Days: 1 }))]).toEqual([
    "InvalidObjectState",
    "RestoreAlreadyInProgress",
  ]);

  client(5 * HOUR_MS);
  expect([await read(), await copy()]).toEqual(["ok", "ok"]);
  const { Restore = "" } = await s3.send(new HeadObjectCommand(AT));
  expect(Restore).toMatch(/^ongoing-request="false", expiry-date="\w{3}, \d\d \w{3} \d{4} 00:00:00 GMT"$/);
  const attributes = { OptionalObjectAttributes: ["RestoreStatus" as const] };
  const listed = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: "old", ...attributes }));
  expect(listed.Contents?.[0]?.RestoreStatus).toEqual({
    IsRestoreInProgress: false,
    RestoreExpiryDate: new Date(/"(\w{3},[^"]*)"/.exec(Restore)?.[1] ?? ""),
  });
  // Again: the days are counted anew.
  expect((await restore({ Days: 9 })).$metadata.httpStatusCode).toBe(200);
  expect((await s3.send(new HeadObjectCommand(AT))).Restore).not.toBe(Restore);

  client(12 * 24 * HOUR_MS);
  expect(await read()).toBe("InvalidObjectState");
  expect(cloud.clock.aheadMs).toBe(12 * 24 * HOUR_MS);
});

test.each([
  ["STANDARD", { Days: 1 }, "InvalidObjectState"],
  ["GLACIER", { Days: 0 }, "InvalidArgument"],
  ["GLACIER", {}, "MalformedXML"],
  ["GLACIER", { Days: 1, GlacierJobParameters: { Tier: "Expedited" } }, "ok"],
  ["DEEP_ARCHIVE", { Days: 1, GlacierJobParameters: { Tier: "Expedited" } }, "InvalidArgument"],
  ["DEEP_ARCHIVE", { Days: 1, Tier: "Bulk" }, "ok"],
] as [StorageClass, RestoreRequest, string][])("%s, %j: %s", async (StorageClass, request, expected) => {
  const { restore } = await archived(StorageClass);
  expect(await outcome(restore(request))).toBe(expected);
});

test("where the requester pays, somebody else must say that he does, and is told so", async () => {
  const { s3, other, anonymous } = await twoAccounts();
  await s3.send(new PutObjectCommand({ ...AT, Body: "b", ACL: "public-read" }));
  const read = (from: S3Client, RequestPayer?: "requester") =>
    from.send(new GetObjectCommand({ ...AT, ...(RequestPayer && { RequestPayer }) }));
  expect(await outcome(read(anonymous))).toBe("ok");
  const RequestPaymentConfiguration = { Payer: "Requester" as const };
  await s3.send(new PutBucketRequestPaymentCommand({ Bucket: BUCKET, RequestPaymentConfiguration }));
  expect([await outcome(read(anonymous)), await outcome(read(other)), await outcome(read(s3))]).toEqual([
    "AccessDenied",
    "AccessDenied",
    "ok",
  ]);
  expect((await read(other, "requester")).RequestCharged).toBe("requester");
  expect((await read(s3, "requester")).RequestCharged).toBeUndefined();
});
