import { expect, test } from "vitest";
import { readConfigurationFile } from "./configuration-file.ts";

const FILE = `
http: { port: "127.0.0.1:18081" }
db: { uri: "root:x@tcp(127.0.0.1:3306)/toq_db" }
jwt: { secret: s }
auth: { access_ttl_minutes: 5 }
s3: { region: us-east-1, listing_bucket_name: b, signed_url: { upload_ttl_seconds: 60 } }
media_processing:
  workflow: { finalization_state_machine_arn: arn }
  queue: { url: q }
  limits: { max_files_per_batch: 2 }
telemetry: { enabled: true, otlp: { enabled: true }, traces: { enabled: false } }
profiles: { homo: { workers: { enabled: false } } }
`;

test("keys of the file become settings; what is missing or 0 has its default", () => {
  const { server, host, databaseUri } = readConfigurationFile(FILE, {});
  expect(host).toBe("127.0.0.1");
  expect(databaseUri).toBe("root:x@tcp(127.0.0.1:3306)/toq_db");
  expect(server).toMatchObject({
    http: { port: 18081 },
    storage: { uploadUrlTtlSeconds: 60, downloadUrlTtlSeconds: 3600 },
    auth: { accessTtlMinutes: 5, refreshTtlDays: 30, maxWrongSigninAttempts: 3 },
    limits: { maxFilesPerBatch: 2, maxFileBytes: 268_435_456 },
    telemetry: { tracesEnabled: false },
    workers: { enabled: false },
    features: { listingApprovalAdminReview: false },
  });
});

test("the environment overrides port, profile and approval", () => {
  const { server, host } = readConfigurationFile(FILE, {
    TOQ_HTTP_PORT: "9000",
    ENVIRONMENT: "dev",
    LISTING_APPROVAL_ADMIN_REVIEW: "yes",
  });
  expect([host, server.http.port]).toEqual(["127.0.0.1", 9000]);
  expect(server.workers.enabled).toBe(true);
  expect(server.features.listingApprovalAdminReview).toBe(true);
});

test("a missing key is named in one sentence", () => {
  expect(() => readConfigurationFile(FILE.replace("secret: s", ""), {})).toThrow(
    "Configuration key jwt.secret is wrong",
  );
});
