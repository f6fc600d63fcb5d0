import { STATUS_CODES } from "node:http";

/**
 * A failed SDK call in the words of the Go SDK, which logs, rows and Lambda errors carry:
 * `operation error S3: HeadObject, https response error StatusCode: 404, RequestID: …, HostID: …, NotFound: `
 * (docs/contract/pipeline.md 4; recordings process-head-forbidden, process-sqs-failure, complete-start-*).
 */
export function awsErrorText(service: "S3" | "SQS" | "SFN", operation: string, error: unknown): string {
  const failure = readFailure(service, operation, error);
  const attempts = failure.attempts > 1 ? `exceeded maximum number of attempts, ${failure.attempts}, ` : "";
  const host = service === "S3" ? `, HostID: ${failure.hostId}` : "";
  const response = `https response error StatusCode: ${failure.status}, RequestID: ${failure.requestId}${host}, `;
  return `operation error ${service}: ${operation}, ${attempts}${response}${failure.reason}`;
}

interface Failure {
  readonly status: number;
  readonly requestId: string;
  readonly hostId: string;
  readonly attempts: number;
  readonly reason: string;
}

/** What an answer of S3 says of itself: in its headers, or in the document of the error. */
interface SdkError extends Error {
  readonly RequestId?: string;
  readonly HostId?: string;
  readonly $response?: { readonly headers?: Readonly<Record<string, string | undefined>> };
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    readonly extendedRequestId?: string;
    readonly attempts?: number;
  };
}

function readFailure(service: "S3" | "SQS" | "SFN", operation: string, error: unknown): Failure {
  if (!(error instanceof Error)) return { status: 0, requestId: "", hostId: "", attempts: 1, reason: String(error) };
  const metadata = (error as SdkError).$metadata ?? {};
  const status = metadata.httpStatusCode ?? 0;
  return {
    status,
    requestId: requestIdOf(service, error),
    hostId: metadata.extendedRequestId ?? (error as SdkError).HostId ?? "",
    attempts: metadata.attempts ?? 1,
    reason: status === 0 ? `request send failed, ${error.message}` : reasonOf(operation, error, status),
  };
}

/** Of S3 the Go SDK reads `X-Amz-Request-Id` alone; the SDK for JavaScript takes other services' header as well. */
function requestIdOf(service: "S3" | "SQS" | "SFN", error: SdkError): string {
  const headers = error.$response?.headers;
  if (service !== "S3" || headers === undefined) return error.$metadata?.requestId ?? "";
  return headers["x-amz-request-id"] ?? error.RequestId ?? "";
}

/**
 * Errors that the Go SDK of the recorded binaries has a type for, by operation. The SDK for JavaScript has more of them
 * (AccessDenied of S3), so its classes do not tell.
 */
const MODELLED: Readonly<Record<string, readonly string[]>> = {
  GetObject: ["NoSuchKey", "InvalidObjectState"],
  HeadObject: ["NotFound"],
  PutObject: ["EncryptionTypeMismatch", "InvalidRequest", "InvalidWriteOffset", "TooManyParts"],
  SendMessage: [
    "InvalidAddress",
    "InvalidMessageContents",
    "InvalidSecurity",
    "KmsAccessDenied",
    "KmsDisabled",
    "KmsInvalidKeyUsage",
    "KmsInvalidState",
    "KmsNotFound",
    "KmsOptInRequired",
    "KmsThrottled",
    "QueueDoesNotExist",
    "RequestThrottled",
    "UnsupportedOperation",
  ],
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

/** Errors that the operation models print their name; all others are an `api error`. */
function reasonOf(operation: string, error: Error, status: number): string {
  const nameless = error.name === "Unknown" || error.name === "UnknownError" || /^\d+$/.test(error.name);
  // A HEAD has no body: the Go SDK takes code and message from the status.
  if (nameless) {
    const text = STATUS_CODES[status] ?? "";
    return `api error ${text.replaceAll(" ", "")}: ${text}`;
  }
  const message = error.message === "UnknownError" || error.message === error.name ? "" : error.message;
  const modelled = MODELLED[operation]?.includes(error.name);
  return modelled ? `${error.name}: ${message}` : `api error ${error.name}: ${error.message}`;
}
