import { expect, test } from "vitest";
import { parse } from "yaml";
import { readConfigurationFile } from "./configuration-file.ts";

const FILE = `
http: { port: "127.0.0.1:18081", read_timeout: 5s, write_timeout: 1m30s, idle_timeout: soon }
db: { uri: "root:x@tcp(127.0.0.1:3306)/toq_db" }
jwt: { secret: s }
auth: { access_ttl_minutes: 5 }
s3: { region: us-east-1, listing_bucket_name: b, signed_url: { upload_ttl_seconds: 60 } }
media_processing:
  workflow: { finalization_state_machine_arn: arn }
  queue: { url: q }
  callback: { shared_secret: secret of callbacks }
  limits: { max_files_per_batch: 2, max_total_bytes: 3, max_file_bytes: 4, allowed_content_types: [image/png] }
  features: { allow_owner_project_uploads: true }
telemetry: { enabled: true, otlp: { enabled: true }, traces: { enabled: false } }
profiles: { homo: { workers: { enabled: false } } }
`;

test("keys of the file become settings; what is missing or 0 has its default", () => {
  const { server, host, databaseUri } = readConfigurationFile(parse(FILE), {});
  expect(host).toBe("127.0.0.1");
  expect(databaseUri).toBe("root:x@tcp(127.0.0.1:3306)/toq_db");
  expect(server).toMatchObject({
    http: { port: 18081, readTimeoutMs: 5_000, writeTimeoutMs: 90_000, idleTimeoutMs: 60_000 },
    storage: { uploadUrlTtlSeconds: 60, downloadUrlTtlSeconds: 3600 },
    auth: { accessTtlMinutes: 5, refreshTtlDays: 30, maxWrongSigninAttempts: 3 },
    callback: { sharedSecret: "secret of callbacks" },
    limits: { maxFilesPerBatch: 2, maxTotalBytes: 3, maxFileBytes: 4, allowedContentTypes: ["image/png"] },
    workflow: { finalizationStateMachineArn: "arn" },
    queue: { url: "q" },
    telemetry: { tracesEnabled: false },
    workers: { enabled: false },
    features: { listingApprovalAdminReview: false, allowOwnerProjectUploads: true },
  });
});

test("the environment overrides port, profile and approval", () => {
  const { server, host } = readConfigurationFile(parse(FILE), {
    TOQ_HTTP_PORT: "9000",
    ENVIRONMENT: "dev",
    LISTING_APPROVAL_ADMIN_REVIEW: "yes",
  });
  expect([host, server.http.port]).toEqual(["127.0.0.1", 9000]);
  expect(server.workers.enabled).toBe(true);
  expect(server.features.listingApprovalAdminReview).toBe(true);
});

test("a time-out that is no duration has the default, with the real server's warning", () => {
  expect(readConfigurationFile(parse(FILE), {}).warnings).toEqual([
    {
      message: "Failed to parse IdleTimeout, using default",
      fields: { error: 'time: invalid duration "soon"' },
    },
  ]);
});

test("regions and static keys: the service's own, else those of s3, else the environment's", () => {
  const yaml = FILE.replace("queue: { url: q }", "queue: { url: q, region: sa-east-1 }").replace(
    "s3: {",
    "s3: { admin: { access_key_id: a, secret_access_key: b }, reader: { access_key_id: half },",
  );
  const { aws } = readConfigurationFile(parse(yaml), { TOQ_S3_ADMIN_SECRET_ACCESS_KEY: "c" });
  expect(aws).toEqual({
    s3Region: "us-east-1",
    queueRegion: "sa-east-1",
    workflowRegion: "us-east-1",
    admin: { accessKeyId: "a", secretAccessKey: "c" },
  });
});

test("a profile overrides port, telemetry and workers", () => {
  const profile = "profiles: { dev: { http: { port: 9001 }, telemetry: { traces: { enabled: true } } }";
  const yaml = parse(FILE.replace("profiles: {", `${profile},`));
  const { server, host } = readConfigurationFile(yaml, { ENVIRONMENT: "dev" });
  expect([host, server.http.port, server.telemetry.tracesEnabled]).toEqual(["127.0.0.1", 9001, true]);
});

test.each(["http", "localhost:", "1:x", "70000"])("port %j is refused in one sentence", (address) => {
  expect(() => readConfigurationFile(parse(FILE), { TOQ_HTTP_PORT: address })).toThrow(
    `http.port (or TOQ_HTTP_PORT) is ${address}; it must look like 8080 or 127.0.0.1:8080.`,
  );
});

test("a missing key is named in one sentence", () => {
  expect(() => readConfigurationFile(parse(FILE.replace("secret: s", "secret:")), {})).toThrow(
    "Configuration key jwt.secret is wrong",
  );
});

const LEAST = { http: { port: 8080 }, db: { uri: "u" }, jwt: { secret: "s" } };

test("three keys are enough; everything else has its default", () => {
  const { server, ...rest } = readConfigurationFile(LEAST, {});
  expect(rest).toEqual({
    databaseUri: "u",
    redisUrl: "",
    host: "127.0.0.1",
    aws: { s3Region: "", queueRegion: "", workflowRegion: "" },
    warnings: ["ReadTimeout", "WriteTimeout", "IdleTimeout"].map((name) => ({
      message: `Failed to parse ${name}, using default`,
      fields: { error: 'time: invalid duration ""' },
    })),
  });
  expect(server).toEqual({
    http: { port: 8080, readTimeoutMs: 10_000, writeTimeoutMs: 10_000, idleTimeoutMs: 60_000 },
    s3: { region: "", bucketName: "" },
    storage: { uploadUrlTtlSeconds: 900, downloadUrlTtlSeconds: 3600 },
    workflow: { finalizationStateMachineArn: "", stuckJobTimeoutMinutes: 30 },
    queue: { url: "" },
    callback: { sharedSecret: "" },
    limits: {
      maxFilesPerBatch: 60,
      maxTotalBytes: 1_073_741_824,
      maxFileBytes: 268_435_456,
      allowedContentTypes: expect.arrayContaining(["image/jpeg", "video/mp4"]),
    },
    features: { listingApprovalAdminReview: false, allowOwnerProjectUploads: false },
    jwt: { secret: "s" },
    auth: {
      accessTtlMinutes: 15,
      refreshTtlDays: 30,
      maxSessionRotations: 10,
      maxWrongSigninAttempts: 3,
      tempBlockDurationMinutes: 15,
    },
    telemetry: { tracesEnabled: false },
    workers: { enabled: true },
    retention: { cleanupIntervalMinutes: 120, maxAgeDays: 90, batchSize: 500 },
  });
});

test("each key of the file is the setting of its name, and no other's", () => {
  const { server, redisUrl, aws } = readConfigurationFile(
    {
      ...LEAST,
      http: { port: ":1", read_timeout: "2s", write_timeout: "3s", idle_timeout: "4s" },
      redis: { url: "redis" },
      auth: {
        access_ttl_minutes: 5,
        refresh_ttl_days: 6,
        max_session_rotations: 7,
        max_wrong_signin_attempts: 8,
        temp_block_duration_minutes: 9,
      },
      s3: { region: "r", listing_bucket_name: "b", reader: { access_key_id: "i", secret_access_key: "k" } },
      media_processing: {
        storage: { upload_url_ttl_seconds: 10, download_url_ttl_seconds: 11 },
        workflow: { finalization_state_machine_arn: "arn", region: "w", stuck_job_timeout_minutes: 12 },
        queue: { url: "q", region: null },
        limits: {
          max_files_per_batch: 13,
          max_total_bytes: 14,
          max_file_bytes: 15,
          allowed_content_types: ["a/b", "c/d"],
        },
        features: { listing_approval_admin_review: true },
      },
      retention: { media_processing_jobs: { cleanup_interval_minutes: 16, max_age_days: 17, batch_size: 18 } },
      telemetry: { enabled: true, traces: { enabled: true }, otlp: { enabled: true } },
    },
    {},
  );
  expect(redisUrl).toBe("redis");
  expect(aws).toEqual({
    s3Region: "r",
    queueRegion: "r",
    workflowRegion: "w",
    reader: { accessKeyId: "i", secretAccessKey: "k" },
  });
  expect(server).toEqual({
    http: { port: 1, readTimeoutMs: 2_000, writeTimeoutMs: 3_000, idleTimeoutMs: 4_000 },
    s3: { region: "r", bucketName: "b" },
    storage: { uploadUrlTtlSeconds: 10, downloadUrlTtlSeconds: 11 },
    workflow: { finalizationStateMachineArn: "arn", stuckJobTimeoutMinutes: 12 },
    queue: { url: "q" },
    callback: { sharedSecret: "" },
    limits: { maxFilesPerBatch: 13, maxTotalBytes: 14, maxFileBytes: 15, allowedContentTypes: ["a/b", "c/d"] },
    features: { listingApprovalAdminReview: true, allowOwnerProjectUploads: false },
    jwt: { secret: "s" },
    auth: {
      accessTtlMinutes: 5,
      refreshTtlDays: 6,
      maxSessionRotations: 7,
      maxWrongSigninAttempts: 8,
      tempBlockDurationMinutes: 9,
    },
    telemetry: { tracesEnabled: true },
    workers: { enabled: true },
    retention: { cleanupIntervalMinutes: 16, maxAgeDays: 17, batchSize: 18 },
  });
});

const ON = { enabled: true };
const OFF = { enabled: false };

test.each([
  [{ ...ON, traces: ON, otlp: ON }, {}, true],
  [{ ...OFF, traces: ON, otlp: ON }, {}, false],
  [{ ...ON, traces: OFF, otlp: ON }, {}, false],
  [{ ...ON, traces: ON, otlp: OFF }, {}, false],
  [{ ...ON, traces: ON }, {}, false],
  [{ traces: ON, otlp: ON }, { ...ON }, true],
  [{ ...ON, traces: ON, otlp: ON }, { otlp: OFF }, false],
  [{ ...ON, traces: ON, otlp: ON }, { traces: OFF }, false],
  [{ ...ON, traces: ON, otlp: ON }, OFF, false],
])("traces with telemetry %j and the profile's %j: %s", (telemetry, own, traced) => {
  const { server } = readConfigurationFile({ ...LEAST, telemetry, profiles: { homo: { telemetry: own } } }, {});
  expect(server.telemetry.tracesEnabled).toBe(traced);
});

test.each([
  ["true", true],
  ["TRUE", true],
  ["1", true],
  ["yes", true],
  ["false", false],
  ["0", false],
  ["No", false],
  ["maybe", true],
  ["", true],
  [undefined, true],
])("LISTING_APPROVAL_ADMIN_REVIEW=%s over a file that says yes", (given, expected) => {
  const features = { listing_approval_admin_review: true };
  const { server } = readConfigurationFile(
    { ...LEAST, media_processing: { features } },
    { LISTING_APPROVAL_ADMIN_REVIEW: given },
  );
  expect(server.features.listingApprovalAdminReview).toBe(expected);
});

test.each([
  ["65535", "127.0.0.1", 65_535],
  [":80", "127.0.0.1", 80],
  ["0.0.0.0:80", "0.0.0.0", 80],
  ["[::1]:80", "::1", 80],
])("address %s is host %s, port %s", (address, host, port) => {
  const read = readConfigurationFile(LEAST, { TOQ_HTTP_PORT: address });
  expect([read.host, read.server.http.port]).toEqual([host, port]);
});

test("65536 is no port", () => {
  expect(() => readConfigurationFile(LEAST, { TOQ_HTTP_PORT: "65536" })).toThrow("it must look like 8080");
});

test("the region of s3 may come from the environment, the keys of either client too", () => {
  const { server, aws } = readConfigurationFile(LEAST, {
    AWS_REGION: "e",
    TOQ_S3_READER_ACCESS_KEY_ID: "i",
    TOQ_S3_READER_SECRET_ACCESS_KEY: "k",
    TOQ_S3_ADMIN_ACCESS_KEY_ID: "half",
  });
  expect(server.s3.region).toBe("e");
  expect(aws).toEqual({
    s3Region: "",
    queueRegion: "",
    workflowRegion: "",
    reader: { accessKeyId: "i", secretAccessKey: "k" },
  });
});
