import { AwsError } from "../../gateway/aws-error.ts";
import { StateFailure } from "../execution/failure.ts";
import { isObject, type Json } from "../json/json.ts";
import { parseJson } from "../json/parse.ts";

/** A function's error payload: `errorType` is the error, the payload as it came is the cause (recorded: test_no_such_function_catch). */
export function functionFailure(payload: string): StateFailure {
  const error = errorTypeOf(parseJson(payload));
  if (error !== undefined) return new StateFailure(error, payload);
  return new StateFailure(
    "Lambda.Unknown",
    `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`,
  );
}

function errorTypeOf(payload: Json): string | undefined {
  const type = isObject(payload) ? payload.get("errorType") : undefined;
  return typeof type === "string" ? type : undefined;
}

/**
 * An optimised integration's service refused the call (recorded: test_no_such_function). A failure goes through; what
 * is neither a failure nor an answer of the service is our own bug and is rethrown.
 */
export function serviceFailure(prefix: string, service: string, error: unknown): StateFailure {
  if (error instanceof StateFailure) return error;
  if (error instanceof AwsError) {
    const requestId = typeof error.fields.requestId === "string" ? error.fields.requestId : NO_REQUEST_ID;
    return new StateFailure(
      `${prefix}.${error.code}`,
      `${error.message} (Service: ${service}; Status Code: ${error.status}; Error Code: ${error.code}; Request ID: ${requestId}; Proxy: null)`,
    );
  }
  if (isConnectionError(error)) {
    return new StateFailure(`${prefix}.SdkClientException`, `Unable to execute HTTP request: ${error.message}`);
  }
  throw error;
}

/** Stands where AWS puts a request id, when the callee gave none. */
const NO_REQUEST_ID = "00000000-0000-0000-0000-000000000000";

/** As Node words a broken connection: an Error with an upper-case code (ECONNRESET). */
function isConnectionError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && typeof error.code === "string" && /^E[A-Z]+$/.test(error.code);
}
