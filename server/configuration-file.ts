import { z } from "zod";
import { parseGoDuration } from "../system/go/duration.ts";
import { ConfigurationError, readServerConfiguration, type ServerConfiguration } from "./configuration.ts";

const text = z.string().default("");
const count = z.number().int().min(0).default(0);
const yes = z.boolean().default(false);
const keys = z.object({ access_key_id: text, secret_access_key: text }).prefault({});
const port = z.union([z.string().min(1), z.number()]).transform(String);
const workersAndPort = {
  workers: z.object({ enabled: z.boolean().optional() }).prefault({}),
  http: z.object({ port: port.optional() }).prefault({}),
};
const maybe = z.boolean().optional();
const telemetry = z
  .object({
    enabled: maybe,
    traces: z.object({ enabled: maybe }).prefault({}),
    otlp: z.object({ enabled: maybe }).prefault({}),
  })
  .prefault({});

/** The keys of docs/contract/config.md 1 that the replica uses, as they stand in the file; all others are ignored. */
const fileSchema = z.object({
  http: z.object({ port, read_timeout: text, write_timeout: text, idle_timeout: text }),
  db: z.object({ uri: z.string().min(1) }),
  redis: z.object({ url: text }).prefault({}),
  jwt: z.object({ secret: z.string().min(1) }),
  auth: z
    .object({
      access_ttl_minutes: count,
      refresh_ttl_days: count,
      max_session_rotations: count,
      max_wrong_signin_attempts: count,
      temp_block_duration_minutes: count,
    })
    .prefault({}),
  s3: z
    .object({
      region: text,
      listing_bucket_name: text,
      admin: keys,
      reader: keys,
      signed_url: z.object({ upload_ttl_seconds: count, download_ttl_seconds: count }).prefault({}),
    })
    .prefault({}),
  media_processing: z
    .object({
      storage: z.object({ upload_url_ttl_seconds: count, download_url_ttl_seconds: count }).prefault({}),
      workflow: z
        .object({ finalization_state_machine_arn: text, region: text, stuck_job_timeout_minutes: count })
        .prefault({}),
      queue: z.object({ url: text, region: text }).prefault({}),
      callback: z.object({ shared_secret: text }).prefault({}),
      limits: z
        .object({
          max_files_per_batch: count,
          max_total_bytes: count,
          max_file_bytes: count,
          allowed_content_types: z.array(z.string()).default([]),
        })
        .prefault({}),
      features: z.object({ listing_approval_admin_review: yes, allow_owner_project_uploads: yes }).prefault({}),
    })
    .prefault({}),
  retention: z
    .object({
      media_processing_jobs: z
        .object({ cleanup_interval_minutes: count, max_age_days: count, batch_size: count })
        .prefault({}),
    })
    .prefault({}),
  telemetry,
  profiles: z.record(z.string(), z.object({ ...workersAndPort, telemetry }).prefault({})).default({}),
});

export interface StaticKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Empty regions and absent keys are the environment's. */
export interface AwsConfiguration {
  readonly s3Region: string;
  readonly queueRegion: string;
  readonly workflowRegion: string;
  readonly admin?: StaticKeys;
  readonly reader?: StaticKeys;
}

/** Settings of the process beside the server's own. */
export interface ProcessConfiguration {
  readonly server: ServerConfiguration;
  readonly databaseUri: string;
  /** Empty: everything stays in memory. */
  readonly redisUrl: string;
  readonly host: string;
  readonly aws: AwsConfiguration;
  /** What the real server warns of when it starts. */
  readonly warnings: readonly { readonly message: string; readonly fields: Readonly<Record<string, unknown>> }[];
}

/**
 * Reads what the server's YAML file holds, with the environment's overrides (docs/contract/config.md 1).
 *
 * @throws ConfigurationError naming the first key that is wrong.
 */
export function readConfigurationFile(
  content: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): ProcessConfiguration {
  const parsed = fileSchema.safeParse(withoutNulls(content) ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigurationError(`Configuration key ${issue?.path.join(".")} is wrong: ${issue?.message}.`);
  }
  const file = parsed.data;
  const media = file.media_processing;
  const retention = file.retention.media_processing_jobs;
  const profile = file.profiles[environment.ENVIRONMENT || "homo"];
  const { host, port } = readAddress(environment.TOQ_HTTP_PORT || (profile?.http.port ?? file.http.port));
  const own = profile?.telemetry;
  const traced =
    (own?.enabled ?? file.telemetry.enabled) &&
    (own?.traces.enabled ?? file.telemetry.traces.enabled) &&
    (own?.otlp.enabled ?? file.telemetry.otlp.enabled);
  const timeouts = readTimeouts(file.http);
  const server = readServerConfiguration({
    http: { port, ...timeouts.ms },
    s3: { region: file.s3.region || environment.AWS_REGION || "", bucketName: file.s3.listing_bucket_name },
    storage: {
      uploadUrlTtlSeconds: media.storage.upload_url_ttl_seconds || file.s3.signed_url.upload_ttl_seconds,
      downloadUrlTtlSeconds: media.storage.download_url_ttl_seconds || file.s3.signed_url.download_ttl_seconds,
    },
    workflow: {
      finalizationStateMachineArn: media.workflow.finalization_state_machine_arn,
      stuckJobTimeoutMinutes: media.workflow.stuck_job_timeout_minutes,
    },
    queue: { url: media.queue.url },
    callback: { sharedSecret: media.callback.shared_secret },
    limits: {
      maxFilesPerBatch: media.limits.max_files_per_batch,
      maxTotalBytes: media.limits.max_total_bytes,
      maxFileBytes: media.limits.max_file_bytes,
      allowedContentTypes: media.limits.allowed_content_types,
    },
    features: {
      listingApprovalAdminReview:
        switchOf(environment.LISTING_APPROVAL_ADMIN_REVIEW) ?? media.features.listing_approval_admin_review,
      allowOwnerProjectUploads: media.features.allow_owner_project_uploads,
    },
    jwt: { secret: file.jwt.secret },
    auth: {
      accessTtlMinutes: file.auth.access_ttl_minutes,
      refreshTtlDays: file.auth.refresh_ttl_days,
      maxSessionRotations: file.auth.max_session_rotations,
      maxWrongSigninAttempts: file.auth.max_wrong_signin_attempts,
      tempBlockDurationMinutes: file.auth.temp_block_duration_minutes,
    },
    telemetry: { tracesEnabled: traced ?? false },
    workers: { enabled: profile?.workers.enabled ?? true },
    retention: {
      cleanupIntervalMinutes: retention.cleanup_interval_minutes,
      maxAgeDays: retention.max_age_days,
      batchSize: retention.batch_size,
    },
  });
  return {
    server,
    databaseUri: file.db.uri,
    redisUrl: file.redis.url,
    host,
    aws: {
      s3Region: file.s3.region,
      queueRegion: media.queue.region || file.s3.region,
      workflowRegion: media.workflow.region || file.s3.region,
      ...keysOf(
        "admin",
        file.s3.admin,
        environment.TOQ_S3_ADMIN_ACCESS_KEY_ID,
        environment.TOQ_S3_ADMIN_SECRET_ACCESS_KEY,
      ),
      ...keysOf(
        "reader",
        file.s3.reader,
        environment.TOQ_S3_READER_ACCESS_KEY_ID,
        environment.TOQ_S3_READER_SECRET_ACCESS_KEY,
      ),
    },
    warnings: timeouts.warnings,
  };
}

/** A time-out that is no duration has the default, with a warning (start-conditions). */
function readTimeouts(http: { read_timeout: string; write_timeout: string; idle_timeout: string }) {
  const warnings: { message: string; fields: { error: string } }[] = [];
  const read = (name: string, given: string): number => {
    const ms = parseGoDuration(given);
    if (ms === undefined) {
      const error = `time: invalid duration ${JSON.stringify(given)}`;
      warnings.push({ message: `Failed to parse ${name}, using default`, fields: { error } });
    }
    return Math.max(0, Math.round(ms ?? 0));
  };
  const ms = {
    readTimeoutMs: read("ReadTimeout", http.read_timeout),
    writeTimeoutMs: read("WriteTimeout", http.write_timeout),
    idleTimeoutMs: read("IdleTimeout", http.idle_timeout),
  };
  return { ms, warnings };
}

/** Static keys of one S3 client: the environment's before the file's; half a pair is none. */
function keysOf<Name extends "admin" | "reader">(
  name: Name,
  file: { readonly access_key_id: string; readonly secret_access_key: string },
  accessKeyIdOfEnvironment: string | undefined,
  secretOfEnvironment: string | undefined,
): { readonly [key in Name]?: StaticKeys } {
  const accessKeyId = accessKeyIdOfEnvironment || file.access_key_id;
  const secretAccessKey = secretOfEnvironment || file.secret_access_key;
  if (accessKeyId === "" || secretAccessKey === "") return {};
  return { [name]: { accessKeyId, secretAccessKey } } as { readonly [key in Name]?: StaticKeys };
}

/** `8080`, `:8080` and `127.0.0.1:8080` are accepted; without a host only this machine is served. */
function readAddress(address: string): { readonly host: string; readonly port: number } {
  const separator = address.lastIndexOf(":");
  const port = address.slice(separator + 1);
  if (!/^\d+$/.test(port) || Number(port) > 65_535) {
    throw new ConfigurationError(
      `http.port (or TOQ_HTTP_PORT) is ${address}; it must look like 8080 or 127.0.0.1:8080.`,
    );
  }
  const host = address.slice(0, Math.max(separator, 0)).replace(/^\[(.*)\]$/, "$1");
  return { host: host || "127.0.0.1", port: Number(port) };
}

function switchOf(given: string | undefined): boolean | undefined {
  if (["true", "1", "yes"].includes(given?.toLowerCase() ?? "")) return true;
  if (["false", "0", "no"].includes(given?.toLowerCase() ?? "")) return false;
  return undefined;
}

/** A key without a value counts as absent, as in Go. */
function withoutNulls(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutNulls(member)]));
}
