import * as sdk from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { BUCKET, outcome, twoAccounts } from "./two-accounts.ts";

const bucket = { Bucket: BUCKET };
const DAY_MS = 86_400_000;

test("locks: retention and legal hold keep versions", async () => {
  const { s3, cloud } = await twoAccounts();
  expect(await outcome(s3.send(new sdk.GetObjectLockConfigurationCommand(bucket)))).toBe(
    "ObjectLockConfigurationNotFoundError",
  );
  const Bucket = "locked";
  await s3.send(new sdk.CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  const Rule = { DefaultRetention: { Mode: "GOVERNANCE" as const, Days: 1 } };
  await s3.send(
    new sdk.PutObjectLockConfigurationCommand({
      Bucket,
      ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule },
    }),
  );
  const told = await s3.send(new sdk.GetObjectLockConfigurationCommand({ Bucket }));
  expect(told.ObjectLockConfiguration).toEqual({ ObjectLockEnabled: "Enabled", Rule });
  const Key = "k";
  const { VersionId } = await s3.send(new sdk.PutObjectCommand({ Bucket, Key, Body: "k" }));
  expect((await s3.send(new sdk.HeadObjectCommand({ Bucket, Key }))).ObjectLockMode).toBe("GOVERNANCE");
  const remove = (BypassGovernanceRetention = false) =>
    outcome(s3.send(new sdk.DeleteObjectCommand({ Bucket, Key, VersionId, BypassGovernanceRetention })));
  expect(await remove()).toBe("AccessDenied");
  await s3.send(new sdk.PutObjectLegalHoldCommand({ Bucket, Key, LegalHold: { Status: "ON" } }));
  expect((await s3.send(new sdk.GetObjectLegalHoldCommand({ Bucket, Key }))).LegalHold).toEqual({ Status: "ON" });
  expect(await remove(true)).toBe("AccessDenied");
  await s3.send(new sdk.PutObjectLegalHoldCommand({ Bucket, Key, LegalHold: { Status: "OFF" } }));
  const until = (days: number) => new Date(Math.floor(cloud.clock.now() / 1000) * 1000 + days * DAY_MS);
  const retain = (Mode: sdk.ObjectLockRetentionMode, days: number, BypassGovernanceRetention = false) =>
    outcome(
      s3.send(
        new sdk.PutObjectRetentionCommand({
          Bucket,
          Key,
          Retention: { Mode, RetainUntilDate: until(days) },
          BypassGovernanceRetention,
        }),
      ),
    );
  expect(await retain("GOVERNANCE", -1)).toBe("InvalidArgument");
  expect(await retain("GOVERNANCE", 5)).toBe("ok");
  expect((await s3.send(new sdk.GetObjectRetentionCommand({ Bucket, Key }))).Retention?.Mode).toBe("GOVERNANCE");
  expect(await retain("GOVERNANCE", 2)).toBe("AccessDenied");
  expect(await retain("GOVERNANCE", 2, true)).toBe("ok");
  expect(await remove(true)).toBe("ok");
  const suspend = new sdk.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Suspended" } });
  expect(await outcome(s3.send(suspend))).toBe("InvalidBucketState");
});
