import type { FuzzAnswer } from "./fuzz-request.ts";

/** Codes of those who answer before an operation does: the wire, the signature, the tables of operations. */
const BEFORE_AN_OPERATION =
  /^(?:UnknownOperationException|NotImplemented|MissingAuthenticationToken(?:Exception)?|IncompleteSignatureException|AccessDenied(?:Exception)?|AuthorizationHeaderMalformed|AuthorizationQueryParametersError|SerializationException|InvalidURI|MethodNotAllowed|RequestEntityTooLargeException)$/;

/** Whether an operation of a service has answered. */
export function reachedOperation({ status, headers, body }: FuzzAnswer): boolean {
  if (status === undefined) return false;
  if (headers["x-amzn-requestid"] === undefined && headers["x-amz-request-id"] === undefined) return false;
  if (status < 400) return true;
  const code = headers["x-amzn-errortype"] ?? /<Code>([^<]*)<\/Code>/.exec(body)?.[1] ?? "";
  return !BEFORE_AN_OPERATION.test(code);
}

/** 501 is how an operation that is not emulated is refused, by its name; any other 5xx is a mistake. */
export function isMistake({ status }: FuzzAnswer): boolean {
  return status !== undefined && status >= 500 && status !== 501;
}
