import { z } from "zod";

/** Every content type that an upload may have: docs/contract/http-api.md 5.1. */
const DEFAULT_CONTENT_TYPES = [
  "image/jpeg",
  "image/png",
  "image/heic",
  "video/mp4",
  "video/quicktime",
  "application/pdf",
];

/** Go's "zero means default": 0 is taken as not given. */
const positiveOr = (fallback: number) =>
  z
    .number()
    .int()
    .min(0)
    .default(0)
    .transform((value) => (value === 0 ? fallback : value));

/**
 * The server's settings with the defaults of docs/contract/config.md 1. What the file calls
 * `media_processing.queue.url` is `queue.url` here; units are in the names.
 */
export const serverConfigurationSchema = z.object({
  http: z
    .object({
      port: z.number().int().min(0).max(65535).default(8080),
      readTimeoutMs: positiveOr(10_000),
      writeTimeoutMs: positiveOr(10_000),
      idleTimeoutMs: positiveOr(60_000),
    })
    .prefault({}),
  s3: z.object({ region: z.string().default(""), bucketName: z.string().default("") }),
  storage: z.object({ uploadUrlTtlSeconds: positiveOr(900), downloadUrlTtlSeconds: positiveOr(3600) }).prefault({}),
  /** A missing ARN or queue URL leaves the media service unbuilt: its routes answer 500 (start-conditions). */
  workflow: z.object({
    finalizationStateMachineArn: z.string().default(""),
    stuckJobTimeoutMinutes: positiveOr(30),
  }),
  queue: z.object({ url: z.string().default("") }),
  /** Empty: the signature of callbacks is not checked. */
  callback: z.object({ sharedSecret: z.string().default("") }).prefault({}),
  limits: z
    .object({
      maxFilesPerBatch: positiveOr(60),
      maxTotalBytes: positiveOr(1_073_741_824),
      maxFileBytes: positiveOr(268_435_456),
      allowedContentTypes: z
        .array(z.string())
        .default([])
        .transform((types) => (types.length === 0 ? DEFAULT_CONTENT_TYPES : types)),
    })
    .prefault({}),
  features: z
    .object({
      listingApprovalAdminReview: z.boolean().default(false),
      /** Owners may upload plans and renders of a house that is not built yet. */
      allowOwnerProjectUploads: z.boolean().default(false),
    })
    .prefault({}),
  jwt: z.object({ secret: z.string().min(1, "jwt.secret must not be empty") }),
  auth: z
    .object({
      accessTtlMinutes: positiveOr(15),
      refreshTtlDays: positiveOr(30),
      maxSessionRotations: positiveOr(10),
      maxWrongSigninAttempts: positiveOr(3),
      tempBlockDurationMinutes: positiveOr(15),
    })
    .prefault({}),
  /** Off: no span is valid, so no `traceparent` leaves the server (D17). */
  telemetry: z.object({ tracesEnabled: z.boolean().default(true) }).prefault({}),
  workers: z.object({ enabled: z.boolean().default(true) }).prefault({}),
  retention: z
    .object({ cleanupIntervalMinutes: positiveOr(120), maxAgeDays: positiveOr(90), batchSize: positiveOr(500) })
    .prefault({}),
});

export type ServerConfiguration = z.output<typeof serverConfigurationSchema>;

/** The input of a caller: everything with a default is optional. */
export type ServerConfigurationInput = z.input<typeof serverConfigurationSchema>;

/** A setting that the server refuses to start with; the message is one sentence for the person who set it. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/**
 * Reads settings and fills in the defaults.
 *
 * @throws ConfigurationError naming the first setting that is wrong.
 */
export function readServerConfiguration(input: ServerConfigurationInput): ServerConfiguration {
  const parsed = serverConfigurationSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ConfigurationError(`Server setting ${issue?.path.join(".") ?? "?"} is wrong: ${issue?.message ?? "?"}.`);
}
