import { createHash } from "node:crypto";
import * as sdk from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { BUCKET, outcome, twoAccounts } from "./two-accounts.ts";

const bucket = { Bucket: BUCKET };
const at = (Key: string) => ({ ...bucket, Key });
const DAY_MS = 86_400_000;

test("tags of buckets and objects", async () => {
  const { s3 } = await twoAccounts();
  const TagSet = [{ Key: "team", Value: "media" }];
  expect(await outcome(s3.send(new sdk.GetBucketTaggingCommand(bucket)))).toBe("NoSuchTagSet");
  await s3.send(new sdk.PutBucketTaggingCommand({ ...bucket, Tagging: { TagSet } }));
  expect((await s3.send(new sdk.GetBucketTaggingCommand(bucket))).TagSet).toEqual(TagSet);
  await s3.send(new sdk.DeleteBucketTaggingCommand(bucket));
  expect(await outcome(s3.send(new sdk.GetBucketTaggingCommand(bucket)))).toBe("NoSuchTagSet");

  await s3.send(new sdk.PutObjectCommand({ ...at("k"), Body: "k", Tagging: "a=b&c=d%20e" }));
  const tags = async () => (await s3.send(new sdk.GetObjectTaggingCommand(at("k")))).TagSet;
  expect(await tags()).toEqual([
    { Key: "a", Value: "b" },
    { Key: "c", Value: "d e" },
  ]);
  expect((await s3.send(new sdk.GetObjectCommand(at("k")))).TagCount).toBe(2);
  const set = (many: readonly { Key: string; Value: string }[]) =>
    s3.send(new sdk.PutObjectTaggingCommand({ ...at("k"), Tagging: { TagSet: [...many] } }));
  await set(TagSet);
  expect(await tags()).toEqual(TagSet);
  const eleven = Array.from({ length: 11 }, (_, index) => ({ Key: `k${index}`, Value: "" }));
  expect(await outcome(set(eleven))).toBe("BadRequest");
  expect(await outcome(set([{ Key: "k".repeat(129), Value: "" }]))).toBe("InvalidTag");
  expect(await outcome(set([{ Key: "k", Value: "v".repeat(257) }]))).toBe("InvalidTag");
  expect(await outcome(set([...TagSet, ...TagSet]))).toBe("InvalidTag");
  expect(await outcome(set([{ Key: "aws:k", Value: "" }]))).toBe("InvalidTag");
  expect(await outcome(s3.send(new sdk.PutObjectCommand({ ...at("n"), Body: "n", Tagging: "a=1&a=2" })))).toBe(
    "InvalidArgument",
  );
  await s3.send(new sdk.DeleteObjectTaggingCommand(at("k")));
  expect(await tags()).toEqual([]);
});

test("CORS: a page's question, and the headers of the answer", async () => {
  const { s3, cloud } = await twoAccounts();
  const CORSRules = [
    {
      AllowedMethods: ["GET", "PUT"],
      AllowedOrigins: ["https://*.example"],
      AllowedHeaders: ["x-amz-*"],
      ExposeHeaders: ["ETag"],
      MaxAgeSeconds: 60,
    },
  ];
  expect(await outcome(s3.send(new sdk.GetBucketCorsCommand(bucket)))).toBe("NoSuchCORSConfiguration");
  const bad = { CORSRules: [{ AllowedMethods: ["WALK"], AllowedOrigins: ["*"] }] };
  expect(await outcome(s3.send(new sdk.PutBucketCorsCommand({ ...bucket, CORSConfiguration: bad })))).toBe(
    "InvalidRequest",
  );
  await s3.send(new sdk.PutBucketCorsCommand({ ...bucket, CORSConfiguration: { CORSRules } }));
  expect((await s3.send(new sdk.GetBucketCorsCommand(bucket))).CORSRules).toEqual(CORSRules);
  const ask = (headers: Record<string, string>) =>
    cloud.gateway.send("page", {
      method: "OPTIONS",
      path: `/${BUCKET}/k`,
      headers: { host: "127.0.0.1", ...headers },
      body: Buffer.alloc(0),
    });
  const origin = "https://app.example";
  const allowed = await ask({
    origin,
    "access-control-request-method": "PUT",
    "access-control-request-headers": "X-Amz-Date",
  });
  expect([allowed.status, allowed.headers]).toMatchObject([
    200,
    {
      "access-control-allow-origin": origin,
      "access-control-allow-methods": "GET, PUT",
      "access-control-allow-headers": "x-amz-date",
      "access-control-expose-headers": "ETag",
      "access-control-max-age": "60",
    },
  ]);
  const refused = [
    await ask({ origin: "https://app.other", "access-control-request-method": "PUT" }),
    await ask({ origin, "access-control-request-method": "DELETE" }),
    await ask({ origin, "access-control-request-method": "PUT", "access-control-request-headers": "x-other" }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
  expect((await ask({ "access-control-request-method": "PUT" })).status).toBe(400);
  expect(cloud.s3.letsIn({ method: "GET", path: `/${BUCKET}/k`, headers: {} }, origin)).toBe(true);
  expect(cloud.s3.letsIn({ method: "GET", path: `/${BUCKET}/k`, headers: {} }, "https://app.other")).toBe(false);
  const read = await cloud.gateway.send("page", {
    method: "GET",
    path: `/${BUCKET}/k`,
    headers: { host: "127.0.0.1", origin },
    body: Buffer.alloc(0),
  });
  expect(read.headers["access-control-allow-origin"]).toBe(origin);
  await s3.send(new sdk.DeleteBucketCorsCommand(bucket));
  expect((await ask({ origin, "access-control-request-method": "PUT" })).status).toBe(403);
});

test("encryption: a bucket's default, KMS, keys of customers", async () => {
  const { s3 } = await twoAccounts();
  const rules = async () =>
    (await s3.send(new sdk.GetBucketEncryptionCommand(bucket))).ServerSideEncryptionConfiguration?.Rules;
  expect(await rules()).toEqual([
    { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false },
  ]);
  const KMSMasterKeyID = "arn:aws:kms:us-east-1:123456789012:key/1";
  const Rules = [
    {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" as const, KMSMasterKeyID },
      BucketKeyEnabled: true,
    },
  ];
  await s3.send(new sdk.PutBucketEncryptionCommand({ ...bucket, ServerSideEncryptionConfiguration: { Rules } }));
  expect(await rules()).toEqual(Rules);
  const kms = await s3.send(new sdk.PutObjectCommand({ ...at("kms"), Body: "x" }));
  expect(kms).toMatchObject({ ServerSideEncryption: "aws:kms", SSEKMSKeyId: KMSMasterKeyID, BucketKeyEnabled: true });
  // Only what S3 encrypts with its own keys has the MD5 of its bytes for an ETag.
  expect(kms.ETag).not.toBe(`"${createHash("md5").update("x").digest("hex")}"`);
  await s3.send(new sdk.DeleteBucketEncryptionCommand(bucket));
  expect((await s3.send(new sdk.PutObjectCommand({ ...at("own"), Body: "x" }))).ServerSideEncryption).toBe("AES256");

  const key = (letter: string) => ({
    SSECustomerAlgorithm: "AES256",
    SSECustomerKey: Buffer.from(letter.repeat(32)).toString("base64"),
    SSECustomerKeyMD5: createHash("md5").update(letter.repeat(32)).digest("base64"),
  });
  await s3.send(new sdk.PutObjectCommand({ ...at("c"), Body: "secret", ...key("a") }));
  const get = (more: object) => s3.send(new sdk.GetObjectCommand({ ...at("c"), ...more }));
  expect([await outcome(get({})), await outcome(get(key("b"))), await outcome(get(key("a")))]).toEqual([
    "InvalidRequest",
    "AccessDenied",
    "ok",
  ]);
  const put = (more: object) => outcome(s3.send(new sdk.PutObjectCommand({ ...at("n"), Body: "x", ...more })));
  expect(await put({ ...key("a"), SSECustomerKey: Buffer.from("short").toString("base64") })).toBe("InvalidArgument");
  expect(await put({ ...key("a"), SSECustomerAlgorithm: "ROT13" })).toBe("InvalidEncryptionAlgorithmError");
  expect(await put({ ServerSideEncryption: "ROT13" })).toBe("InvalidArgument");
  expect(await outcome(s3.send(new sdk.GetObjectCommand({ ...at("own"), ...key("a") })))).toBe("InvalidRequest");
});

test("lifecycle: rules are checked, told again, and end objects in the world's time", async () => {
  const { s3, cloud } = await twoAccounts();
  const put = (...Rules: object[]) =>
    s3.send(
      new sdk.PutBucketLifecycleConfigurationCommand({
        ...bucket,
        LifecycleConfiguration: { Rules: Rules as sdk.LifecycleRule[] },
      }),
    );
  expect(await outcome(s3.send(new sdk.GetBucketLifecycleConfigurationCommand(bucket)))).toBe(
    "NoSuchLifecycleConfiguration",
  );
  const rule = { ID: "short", Filter: { Prefix: "tmp/" }, Status: "Enabled", Expiration: { Days: 1 } };
  expect(await outcome(put(rule, rule))).toBe("InvalidArgument");
  expect(await outcome(put({ ...rule, ID: "x".repeat(256) }))).toBe("InvalidArgument");
  expect(await outcome(put({ ...rule, Expiration: { Days: 0 } }))).toBe("InvalidArgument");
  expect(await outcome(put({ ...rule, Expiration: { Date: new Date("2030-01-01T05:00:00Z") } }))).toBe(
    "InvalidArgument",
  );
  expect(await outcome(put({ ...rule, Status: "enabled" }))).toBe("MalformedXML");
  expect(await outcome(put({ ID: "a", Filter: {}, Status: "Enabled" }))).toBe("InvalidRequest");
  await put(rule, { ...rule, ID: undefined, Filter: { Prefix: "x" } });
  const { Rules } = await s3.send(new sdk.GetBucketLifecycleConfigurationCommand(bucket));
  expect(Rules).toEqual([rule, { ...rule, ID: expect.any(String), Filter: { Prefix: "x" } }]);
  const short = await s3.send(new sdk.PutObjectCommand({ ...at("tmp/k"), Body: "k" }));
  expect(short.Expiration).toMatch(/^expiry-date="\w{3}, \d\d \w{3} \d{4} 00:00:00 GMT", rule-id="short"$/);
  await s3.send(new sdk.PutObjectCommand({ ...at("stays"), Body: "k" }));
  cloud.clock.aheadMs = 3 * DAY_MS;
  const later = new sdk.S3Client({ ...cloud.client(), forcePathStyle: true, systemClockOffset: 3 * DAY_MS });
  const { Contents } = await later.send(new sdk.ListObjectsV2Command(bucket));
  expect(Contents?.map(({ Key }) => Key)).toEqual(["stays"]);
  await later.send(new sdk.DeleteBucketLifecycleCommand(bucket));
  expect(await outcome(later.send(new sdk.GetBucketLifecycleConfigurationCommand(bucket)))).toBe(
    "NoSuchLifecycleConfiguration",
  );
});

test("lifecycle: old versions end, and markers that stand alone", async () => {
  const { s3, cloud } = await twoAccounts();
  await s3.send(new sdk.PutBucketVersioningCommand({ ...bucket, VersioningConfiguration: { Status: "Enabled" } }));
  for (const Body of ["1", "2"]) await s3.send(new sdk.PutObjectCommand({ ...at("k"), Body }));
  await s3.send(new sdk.DeleteObjectCommand(at("gone")));
  const Rules: sdk.LifecycleRule[] = [
    { ID: "old", Filter: {}, Status: "Enabled", NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
    { ID: "alone", Filter: {}, Status: "Enabled", Expiration: { ExpiredObjectDeleteMarker: true } },
  ];
  await s3.send(new sdk.PutBucketLifecycleConfigurationCommand({ ...bucket, LifecycleConfiguration: { Rules } }));
  cloud.clock.aheadMs = 3 * DAY_MS;
  const later = new sdk.S3Client({ ...cloud.client(), forcePathStyle: true, systemClockOffset: 3 * DAY_MS });
  const { Versions, DeleteMarkers } = await later.send(new sdk.ListObjectVersionsCommand(bucket));
  expect([Versions?.length, DeleteMarkers ?? []]).toEqual([1, []]);
});

test("what is kept and told again, and what is refused by name", async () => {
  const { s3 } = await twoAccounts();
  expect((await s3.send(new sdk.GetBucketRequestPaymentCommand(bucket))).Payer).toBe("BucketOwner");
  await s3.send(
    new sdk.PutBucketRequestPaymentCommand({ ...bucket, RequestPaymentConfiguration: { Payer: "Requester" } }),
  );
  expect((await s3.send(new sdk.GetBucketRequestPaymentCommand(bucket))).Payer).toBe("Requester");
  await s3.send(
    new sdk.PutBucketAccelerateConfigurationCommand({ ...bucket, AccelerateConfiguration: { Status: "Enabled" } }),
  );
  expect((await s3.send(new sdk.GetBucketAccelerateConfigurationCommand(bucket))).Status).toBe("Enabled");
  expect(await outcome(s3.send(new sdk.GetBucketReplicationCommand(bucket)))).toBe(
    "ReplicationConfigurationNotFoundError",
  );
  await s3.send(new sdk.DeleteBucketReplicationCommand(bucket));
  const Rules: sdk.ReplicationRule[] = [{ Status: "Enabled", Destination: { Bucket: "arn:aws:s3:::other" } }];
  const replication = { ReplicationConfiguration: { Role: "arn:aws:iam::000000000000:role/r", Rules } };
  await expect(s3.send(new sdk.PutBucketReplicationCommand({ ...bucket, ...replication }))).rejects.toThrow(
    "PutBucketReplication (?replication) is not emulated",
  );
});

test("configurations with ids are told again as they were sent", async () => {
  const { s3 } = await twoAccounts();
  const Id = "all";
  const metrics = { ...bucket, Id };
  expect(await outcome(s3.send(new sdk.GetBucketMetricsConfigurationCommand(metrics)))).toBe("NoSuchConfiguration");
  const MetricsConfiguration = { Id, Filter: { Prefix: "a/" } };
  await s3.send(new sdk.PutBucketMetricsConfigurationCommand({ ...metrics, MetricsConfiguration }));
  const told = await s3.send(new sdk.GetBucketMetricsConfigurationCommand(metrics));
  expect(told.MetricsConfiguration).toEqual(MetricsConfiguration);
  const list = await s3.send(new sdk.ListBucketMetricsConfigurationsCommand(bucket));
  expect([list.MetricsConfigurationList, list.IsTruncated]).toEqual([[MetricsConfiguration], false]);
  const other = { MetricsConfiguration: { Id: "other" } };
  expect(await outcome(s3.send(new sdk.PutBucketMetricsConfigurationCommand({ ...metrics, ...other })))).toBe(
    "InvalidArgument",
  );
  const IntelligentTieringConfiguration = {
    Id,
    Status: "Enabled" as const,
    Tierings: [{ Days: 90, AccessTier: "ARCHIVE_ACCESS" as const }],
  };
  await s3.send(
    new sdk.PutBucketIntelligentTieringConfigurationCommand({ ...metrics, IntelligentTieringConfiguration }),
  );
  const tiers = await s3.send(new sdk.ListBucketIntelligentTieringConfigurationsCommand(bucket));
  expect(tiers.IntelligentTieringConfigurationList).toEqual([IntelligentTieringConfiguration]);
  const AnalyticsConfiguration = { Id, StorageClassAnalysis: {} };
  await s3.send(new sdk.PutBucketAnalyticsConfigurationCommand({ ...metrics, AnalyticsConfiguration }));
  expect((await s3.send(new sdk.GetBucketAnalyticsConfigurationCommand(metrics))).AnalyticsConfiguration?.Id).toBe(Id);
  const InventoryConfiguration = {
    Id,
    IsEnabled: true,
    IncludedObjectVersions: "All" as const,
    Schedule: { Frequency: "Daily" as const },
    Destination: { S3BucketDestination: { Bucket: `arn:aws:s3:::${BUCKET}`, Format: "CSV" as const } },
  };
  await s3.send(new sdk.PutBucketInventoryConfigurationCommand({ ...metrics, InventoryConfiguration }));
  const inventories = await s3.send(new sdk.ListBucketInventoryConfigurationsCommand(bucket));
  expect(inventories.InventoryConfigurationList).toEqual([InventoryConfiguration]);
  await s3.send(new sdk.DeleteBucketMetricsConfigurationCommand(metrics));
  expect(await outcome(s3.send(new sdk.DeleteBucketMetricsConfigurationCommand(metrics)))).toBe("NoSuchConfiguration");
});
