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
