import { STATUS_CODES } from "node:http";

/**
 * A failed SDK call in the words of the Go SDK, which logs, rows and Lambda errors carry:
 * `operation error S3: HeadObject, https response error StatusCode: 404, RequestID: …, HostID: …, NotFound: `
 * (CONTRADICTIONS B11; recordings process-head-forbidden, process-sqs-failure, complete-start-*).
 */
export function awsErrorText(service: "S3" | "SQS" | "SFN", operation: string, error: unknown): string {
  const failure = readFailure(error);
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

interface SdkError extends Error {
  readonly $metadata?: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    readonly extendedRequestId?: string;
    readonly attempts?: number;
  };
}

function readFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { status: 0, requestId: "", hostId: "", attempts: 1, reason: String(error) };
  const metadata = (error as SdkError).$metadata ?? {};
  const status = metadata.httpStatusCode ?? 0;
  return {
    status,
    requestId: metadata.requestId ?? "",
    hostId: metadata.extendedRequestId ?? "",
    attempts: metadata.attempts ?? 1,
    reason: status === 0 ? `request send failed, ${error.message}` : reasonOf(error, status),
  };
}

/** Errors that the service model names print their name; all others are an `api error`. */
function reasonOf(error: Error, status: number): string {
  const nameless = error.name === "Unknown" || error.name === "UnknownError" || /^\d+$/.test(error.name);
  // A HEAD has no body: the Go SDK takes code and message from the status.
  if (nameless) {
    const text = STATUS_CODES[status] ?? "";
    return `api error ${text.replaceAll(" ", "")}: ${text}`;
  }
  const modelled = !error.constructor.name.endsWith("ServiceException");
  const message = error.message === "UnknownError" || error.message === error.name ? "" : error.message;
  return modelled ? `${error.name}: ${message}` : `api error ${error.name}: ${error.message}`;
}
