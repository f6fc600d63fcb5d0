import { STATUS_CODES } from "node:http";

/** Errors that the Go SDK has a type for; all others are "api error". One operation each is enough for this system. */
const MODELLED: Readonly<Record<string, readonly string[]>> = {
  GetObject: ["NoSuchKey", "InvalidObjectState"],
  HeadObject: ["NotFound"],
  PutObject: ["EncryptionTypeMismatch", "InvalidRequest", "InvalidWriteOffset", "TooManyParts"],
  StartExecution: [
    "ExecutionAlreadyExists",
    "ExecutionLimitExceeded",
    "InvalidArn",
    "InvalidExecutionInput",
    "InvalidName",
    "KmsAccessDeniedException",
    "KmsInvalidStateException",
    "KmsThrottlingException",
    "StateMachineDeleting",
    "StateMachineDoesNotExist",
    "ValidationException",
  ],
};

const MAX_ATTEMPTS = 3;

/**
 * An AWS SDK error as aws-sdk-go-v2 words it, because these texts reach users and the database (CONTRADICTIONS B11):
 * `operation error S3: GetObject, https response error StatusCode: 404, RequestID: …, HostID: …, NoSuchKey: …`.
 */
export function describeAwsFailure(service: "S3" | "SFN", operation: string, error: unknown): string {
  const failure = readFailure(error);
  const attempts = failure.attempts >= MAX_ATTEMPTS ? `exceeded maximum number of attempts, ${MAX_ATTEMPTS}, ` : "";
  const host = service === "S3" ? `HostID: ${failure.hostId}, ` : "";
  const response = `https response error StatusCode: ${failure.status}, RequestID: ${failure.requestId}, ${host}`;
  return `operation error ${service}: ${operation}, ${attempts}${response}${reasonOf(operation, failure)}`;
}

interface Failure {
  readonly status: number;
  readonly attempts: number;
  readonly requestId: string;
  readonly hostId: string;
  readonly code: string;
  readonly message: string;
}

function readFailure(error: unknown): Failure {
  const metadata = memberOf(error, "$metadata");
  const status = memberOf(metadata, "httpStatusCode");
  return {
    status: typeof status === "number" ? status : 0,
    attempts: Number(memberOf(metadata, "attempts") ?? 1),
    requestId: String(memberOf(metadata, "requestId") ?? ""),
    hostId: String(memberOf(metadata, "extendedRequestId") ?? ""),
    code: error instanceof Error ? error.name : "",
    message: error instanceof Error ? error.message : String(error),
  };
}

function reasonOf(operation: string, failure: Failure): string {
  if (failure.status === 0) return `request send failed, ${failure.message}`;
  // An answer to HEAD has no body, so Go derives code and message from the status alone.
  if (operation === "HeadObject") {
    if (failure.status === 404) return "NotFound: ";
    const phrase = STATUS_CODES[failure.status] ?? "";
    return `api error ${phrase.replaceAll(" ", "")}: ${phrase}`;
  }
  const modelled = MODELLED[operation]?.includes(failure.code);
  return `${modelled ? "" : "api error "}${failure.code}: ${failure.message}`;
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
