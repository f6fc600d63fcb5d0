import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketCorsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { restorePolicy } from "../../../emulator/s3/access/policy-document.ts";
import { LARGEST_IN_MEMORY_BYTES } from "../../../network/body-shelf.ts";
import { EnvironmentError } from "../../../support/environment-error.ts";
import { keptCloud } from "./kept-cloud-under-test.ts";

const Bucket = "bkt";
const LARGE = LARGEST_IN_MEMORY_BYTES + 1;

const versionsOf = async (s3: S3Client) => {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  return { Versions, DeleteMarkers };
};

test("versions keep their order, ids, tags and bytes, small and large", async () => {
  const before = await keptCloud();
  const s3 = await before.clients.s3();
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "before versions" }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  for (const Body of ["one", "two"]) await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Suspended" } }));
  // Takes the place of the first one, and is the newest.
  await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "null again" }));
  await s3.send(
    new PutObjectTaggingCommand({ Bucket, Key: "a", Tagging: { TagSet: [{ Key: "colour", Value: "red" }] } }),
  );
  await s3.send(new PutObjectCommand({ Bucket, Key: "large", Body: Buffer.alloc(LARGE, 7) }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "gone", Body: Buffer.alloc(LARGE, 8) }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "gone" }));
  const listed = await versionsOf(s3);

  const after = await before.afterCrash();
  const again = await after.clients.s3();
  expect(await versionsOf(again)).toEqual(listed);
  const current = await again.send(new GetObjectCommand({ Bucket, Key: "a" }));
  expect(await current.Body?.transformToString()).toBe("null again");
  expect((await again.send(new GetObjectTaggingCommand({ Bucket, Key: "a" }))).TagSet).toEqual([
    { Key: "colour", Value: "red" },
  ]);
  const large = await again.send(new GetObjectCommand({ Bucket, Key: "large" }));
  expect(Buffer.from((await large.Body?.transformToByteArray()) ?? [])).toEqual(Buffer.alloc(LARGE, 7));
  // The one that was deleted for good is no file any more.
  expect(readdirSync(join(after.folder, "bodies"))).toHaveLength(1);
});

test("settings of a bucket that are functions in memory work again", async () => {
  const before = await keptCloud();
  const s3 = await before.clients.s3();
  await (await before.clients.sqs()).send(new CreateQueueCommand({ QueueName: "told" }));
  await s3.send(new CreateBucketCommand({ Bucket }));
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/secret` }],
  });
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  const CORSRules = [{ AllowedMethods: ["GET"], AllowedOrigins: ["https://app.example"] }];
  await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: {
        Rules: [{ ID: "r", Status: "Enabled", Filter: { Prefix: "old/" }, Expiration: { Days: 1 } }],
      },
    }),
  );
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: {
        QueueConfigurations: [
          { Id: "n", QueueArn: "arn:aws:sqs:us-east-1:000000000000:told", Events: ["s3:ObjectCreated:*"] },
        ],
      },
    }),
  );

  const after = await before.afterCrash();
  const again = await after.clients.s3();
  expect((await again.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
  expect((await again.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual(CORSRules);
  const rules = (await again.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules;
  expect(rules).toMatchObject([{ ID: "r", Expiration: { Days: 1 } }]);
  const told = await again.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
  expect(told.QueueConfigurations).toMatchObject([{ Id: "n" }]);
  await again.send(new PutObjectCommand({ Bucket, Key: "secret", Body: "s" }));
  const expires = await again.send(new PutObjectCommand({ Bucket, Key: "old/a", Body: "s" }));
  expect(expires.Expiration).toContain('rule-id="r"');
  await expect(again.send(new GetObjectCommand({ Bucket, Key: "secret" }))).rejects.toThrow("Access Denied");
  expect(after.cloud.sqs.messages("told").map(({ body }) => body)).toContainEqual(
    expect.stringContaining("ObjectCreated:Put"),
  );
});

test("a policy that was taken stays taken, although rules that came later refuse it", async () => {
  const before = await keptCloud();
  const s3 = await before.clients.s3();
  await s3.send(new CreateBucketCommand({ Bucket }));
  const statement = { Effect: "Deny", Principal: "*", Action: ["s3:HeadObject", "s3:GetObject"], Resource: "*" };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await expect(s3.send(new PutBucketPolicyCommand({ Bucket, Policy }))).rejects.toThrow("Policy has invalid action");
  before.cloud.s3.store.bucket(Bucket).settings.policy = restorePolicy(Policy);
  // Writes the bucket's settings down.
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "a", Value: "b" }] } }));

  const again = await (await before.afterCrash()).clients.s3();
  expect((await again.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
  await again.send(new PutObjectCommand({ Bucket, Key: "a", Body: "a" }));
  await expect(again.send(new GetObjectCommand({ Bucket, Key: "a" }))).rejects.toThrow("Access Denied");
});

test("an upload under way has its parts again, and a missing body refuses the start", async () => {
  const before = await keptCloud();
  const s3 = await before.clients.s3();
  await s3.send(new CreateBucketCommand({ Bucket }));
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "m" }));
  const part = { Bucket, Key: "m", UploadId, PartNumber: 1 };
  await s3.send(new UploadPartCommand({ ...part, Body: Buffer.alloc(LARGE, 1) }));
  // Takes the place of the first one, whose file is not needed any more.
  await s3.send(new UploadPartCommand({ ...part, Body: Buffer.alloc(LARGE + 1, 2) }));

  const after = await before.afterCrash();
  const { Parts } = await (await after.clients.s3()).send(new ListPartsCommand({ Bucket, Key: "m", UploadId }));
  expect(Parts).toMatchObject([{ PartNumber: 1, Size: LARGE + 1 }]);
  const [file = ""] = readdirSync(join(after.folder, "bodies"));
  after.close();
  rmSync(join(after.folder, "bodies", file));
  await expect(keptCloud(after.folder)).rejects.toThrow(new RegExp(`${file} is missing\\); nothing was changed`));
  await expect(keptCloud(after.folder)).rejects.toBeInstanceOf(EnvironmentError);
});
