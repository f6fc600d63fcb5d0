import { encodeGoJson } from "../../../go/json.ts";

/** A failed invocation: HTTP 200 with `x-amz-function-error: Unhandled` and this payload. */
export interface FunctionFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly payload: string;
}

/**
 * The payload for what a handler (or a fault in its place) threw. Three shapes: the Go runtime's for errors that name
 * their `errorType`, an object with `errorType` as it is given, and Node's with `trace` for any other error.
 */
export function failureOf(thrown: unknown): FunctionFailure {
  if (thrown instanceof Error) {
    if ("errorType" in thrown && typeof thrown.errorType === "string") {
      const { errorType, message: errorMessage } = thrown;
      return { errorType, errorMessage, payload: encodeGoJson({ errorMessage, errorType }) };
    }
    const { name: errorType, message: errorMessage } = thrown;
    const trace = (thrown.stack ?? "").split("\n");
    return { errorType, errorMessage, payload: JSON.stringify({ errorType, errorMessage, trace }) };
  }
  if (typeof thrown === "object" && thrown !== null && "errorType" in thrown) {
    const errorMessage = "errorMessage" in thrown ? String(thrown.errorMessage) : "";
    return { errorType: String(thrown.errorType), errorMessage, payload: JSON.stringify(thrown) };
  }
  const failure = { errorType: typeof thrown, errorMessage: String(thrown) };
  return { ...failure, payload: JSON.stringify({ ...failure, trace: [] }) };
}

/** The function did not answer in its time. */
export function timedOut(requestId: string, timeoutSeconds: number): FunctionFailure {
  return platformFailure(
    "Sandbox.Timedout",
    `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  );
}

export function responseTooLarge(limit: number): FunctionFailure {
  return platformFailure(
    "Function.ResponseSizeTooLarge",
    `Response payload size exceeded maximum allowed payload size (${limit} bytes).`,
  );
}

function platformFailure(errorType: string, errorMessage: string): FunctionFailure {
  return { errorType, errorMessage, payload: JSON.stringify({ errorType, errorMessage }) };
}
