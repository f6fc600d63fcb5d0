import type { FunctionName } from "./hop-names.ts";

/** What the server draws ids for (`ServerIds`). */
const SERVER_PURPOSES = ["request-id", "trace-id", "span-id", "child-span-id", "token-jti", "raw-key"] as const;

/** Streams of the emulated services; a test holds them against the source. */
const SERVICE_STREAMS = [
  "dynamodb/table-id",
  "events/event-id",
  "gateway/request-id",
  "iam/secret",
  "kms/data-key",
  "kms/key",
  "kms/nonce",
  "kms/random",
  "lambda/alias-routing",
  "lambda/event-source-mapping",
  "lambda/function-url",
  "lambda/log-stream",
  "lambda/request-id",
  "lambda/revision",
  "mediaconvert/job-id",
  "s3/configuration-id",
  "s3/kms",
  "s3/upload-id",
  "s3/version-id",
  "secretsmanager/arn-suffix",
  "secretsmanager/password",
  "secretsmanager/version-id",
  "sns/message-id",
  "sns/subscription-id",
  "sqs/message-id",
  "sqs/move-task",
  "sqs/receipt-handle",
  "states/alias-routing",
  "states/execution-name",
  "states/express-id",
  "states/intrinsics",
  "states/jitter",
  "states/map-runs",
  "states/revision-id",
  "states/task-tokens",
  "states/test-state",
  "sts/credentials",
] as const;

/** Random streams that something draws from: of the server by purpose, of services, of functions. */
export type StreamName = `server/${(typeof SERVER_PURPOSES)[number]}` | (typeof SERVICE_STREAMS)[number] | FunctionName;

export function streamNames(functions: readonly string[]): readonly string[] {
  return [...SERVER_PURPOSES.map((purpose) => `server/${purpose}`), ...SERVICE_STREAMS, ...functions];
}
