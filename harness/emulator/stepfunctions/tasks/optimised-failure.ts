import { AwsError } from "../../gateway/aws-error.ts";
import { StateFailure } from "../execution/failure.ts";

/** Stands where AWS puts a request id, when the callee gave none. */
const NO_REQUEST_ID = "00000000-0000-0000-0000-000000000000";

/**
 * An optimised integration's service refused the call, worded as by the first Java SDK (recorded: test_no_such_function,
 * test_send_message_empty_body, test_start_execution_no_such_arn). A failure goes through; what is neither a failure nor
 * an answer of the service is our own bug and is rethrown. `nameOf` makes the error's name of its code.
 */
export function optimisedFailure(
  prefix: string,
  service: string,
  error: unknown,
  nameOf: (code: string) => string = (code) => code,
): StateFailure {
  if (error instanceof StateFailure) return error;
  if (error instanceof AwsError) {
    const requestId = typeof error.fields.requestId === "string" ? error.fields.requestId : NO_REQUEST_ID;
    const code = error.queryCode ?? error.code;
    return new StateFailure(
      `${prefix}.${nameOf(error.code)}`,
      `${error.message} (Service: ${service}; Status Code: ${error.status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`,
    );
  }
  if (isConnectionError(error)) {
    return new StateFailure(`${prefix}.SdkClientException`, `Unable to execute HTTP request: ${error.message}`);
  }
  throw error;
}

/** As Node words a broken connection: an Error with an upper-case code (ECONNRESET). */
export function isConnectionError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && typeof error.code === "string" && /^E[A-Z]+$/.test(error.code);
}
