import { StateFailure } from "../execution/failure.ts";
import { isObject, type Json } from "../json/json.ts";
import { parsePayload } from "./lambda-payload.ts";

/** A function's error payload: `errorType` is the error, the payload as it came is the cause (recorded: test_no_such_function_catch). */
export function functionFailure(payload: string): StateFailure {
  const error = errorTypeOf(parsePayload(payload));
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
