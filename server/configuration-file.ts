import { parse } from "yaml";
import { z } from "zod";
import { ConfigurationError, readServerConfiguration, type ServerConfiguration } from "./configuration.ts";

const text = z.string().default("");
const count = z.number().int().min(0).default(0);
const yes = z.boolean().default(false);

/** The keys of contract/config.md 1 that the replica uses, as they stand in the file; all others are ignored. */
const fileSchema = z.object({
  http: z.object({ port: z.union([z.string(), z.number()]).transform(String) }),
  db: z.object({ uri: z.string().min(1) }),
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
      signed_url: z.object({ upload_ttl_seconds: count, download_ttl_seconds: count }).prefault({}),
    })
    .prefault({}),
  media_processing: z
    .object({
      storage: z.object({ upload_url_ttl_seconds: count, download_url_ttl_seconds: count }).prefault({}),
      workflow: z.object({ finalization_state_machine_arn: text, stuck_job_timeout_minutes: count }).prefault({}),
      queue: z.object({ url: text }).prefault({}),
      callback: z.object({ shared_secret: text }).prefault({}),
      limits: z
        .object({
          max_files_per_batch: count,
          max_total_bytes: count,
          max_file_bytes: count,
          allowed_content_types: z.array(z.string()).default([]),
        })
        .prefault({}),
      features: z.object({ listing_approval_admin_review: yes }).prefault({}),
    })
    .prefault({}),
  retention: z
    .object({
      media_processing_jobs: z
        .object({ cleanup_interval_minutes: count, max_age_days: count, batch_size: count })
        .prefault({}),
    })
    .prefault({}),
  telemetry: z
    .object({
      enabled: yes,
      traces: z.object({ enabled: yes }).prefault({}),
      otlp: z.object({ enabled: yes }).prefault({}),
    })
    .prefault({}),
  profiles: z
    .record(
      z.string(),
      z.object({ workers: z.object({ enabled: z.boolean().default(true) }).prefault({}) }).prefault({}),
    )
    .default({}),
});

/** What the process needs beside the server's own settings. */
export interface ProcessConfiguration {
  readonly server: ServerConfiguration;
  readonly databaseUri: string;
  readonly host: string;
}

/**
 * Reads the server's YAML file, with the environment's overrides (contract/config.md 1).
 *
 * @throws ConfigurationError naming the first key that is wrong.
 */
export function readConfigurationFile(
  yaml: string,
  environment: Readonly<Record<string, string | undefined>>,
): ProcessConfiguration {
  const parsed = fileSchema.safeParse(parse(yaml));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigurationError(`Configuration key ${issue?.path.join(".")} is wrong: ${issue?.message}.`);
  }
  const file = parsed.data;
  const media = file.media_processing;
  const retention = file.retention.media_processing_jobs;
  const { host, port } = readAddress(environment.TOQ_HTTP_PORT ?? file.http.port);
  const { telemetry } = file;
  const profile = file.profiles[environment.ENVIRONMENT ?? "homo"];
  const server = readServerConfiguration({
    http: { port },
    s3: { region: file.s3.region, bucketName: file.s3.listing_bucket_name },
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
    },
    jwt: { secret: file.jwt.secret },
    auth: {
      accessTtlMinutes: file.auth.access_ttl_minutes,
      refreshTtlDays: file.auth.refresh_ttl_days,
      maxSessionRotations: file.auth.max_session_rotations,
      maxWrongSigninAttempts: file.auth.max_wrong_signin_attempts,
      tempBlockDurationMinutes: file.auth.temp_block_duration_minutes,
    },
    telemetry: { tracesEnabled: telemetry.enabled && telemetry.traces.enabled && telemetry.otlp.enabled },
    workers: { enabled: profile?.workers.enabled ?? true },
    retention: {
      cleanupIntervalMinutes: retention.cleanup_interval_minutes,
      maxAgeDays: retention.max_age_days,
      batchSize: retention.batch_size,
    },
  });
  return { server, databaseUri: file.db.uri, host };
}

/** `8080`, `:8080` and `127.0.0.1:8080` are accepted; without a host only this machine is served. */
function readAddress(address: string): { readonly host: string; readonly port: number } {
  const separator = address.lastIndexOf(":");
  return { host: address.slice(0, Math.max(separator, 0)) || "127.0.0.1", port: Number(address.slice(separator + 1)) };
}

function switchOf(given: string | undefined): boolean | undefined {
  if (["true", "1", "yes"].includes(given?.toLowerCase() ?? "")) return true;
  if (["false", "0", "no"].includes(given?.toLowerCase() ?? "")) return false;
  return undefined;
}
