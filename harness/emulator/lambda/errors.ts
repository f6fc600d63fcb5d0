import { AwsError } from "../gateway/aws-error.ts";

/** Errors of the Lambda service in its own words. */

export const functionNotFound = (arn: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Function not found: ${arn}`, { status: 404 });

/** Of operations that look for the function by themselves (words: memory of AWS's answers, not verified). */
export const functionDoesNotExist = (): AwsError =>
  new AwsError("ResourceNotFoundException", "Function does not exist", { status: 404 });

/** In AWS's words as clients report them (alexcasalboni/aws-lambda-power-tuning#18). */
export const functionElsewhere = (its: string, ours: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Functions from '${its}' are not reachable in this region ('${ours}')`, {
    status: 404,
  });

export const resourceNotFound = (): AwsError =>
  new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", { status: 404 });

export const mappingNotFound = (): AwsError =>
  new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", { status: 404 });

export const invalidParameterValue = (message: string): AwsError =>
  new AwsError("InvalidParameterValueException", message);

export const validationError = (detail: string): AwsError =>
  new AwsError("ValidationException", `1 validation error detected: ${detail}`);

/** As AWS's framework counts them. */
export const validationErrors = (details: readonly string[]): AwsError =>
  new AwsError(
    "ValidationException",
    `${details.length} validation error${details.length === 1 ? "" : "s"} detected: ${details.join("; ")}`,
  );

export const aliasNotFound = (arn: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Alias not found: ${arn}`, { status: 404 });

export const invalidRequestContent = (detail: string): AwsError =>
  new AwsError(
    "InvalidRequestContentException",
    `Could not parse request body into json: Could not parse payload into json: ${detail}`,
  );

export const requestTooLarge = (limit: number): AwsError =>
  new AwsError(
    "RequestEntityTooLargeException",
    `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
    { status: 413 },
  );

export const tooManyRequests = (): AwsError =>
  new AwsError("TooManyRequestsException", "Rate Exceeded.", {
    status: 429,
    fields: { Reason: "ReservedFunctionConcurrentInvocationLimitExceeded" },
  });

export const resourceConflict = (message: string): AwsError =>
  new AwsError("ResourceConflictException", message, { status: 409 });

export const revisionMismatch = (): AwsError =>
  new AwsError(
    "PreconditionFailedException",
    "The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetAlias API to retrieve the latest RevisionId",
    { status: 412 },
  );

/** Refuses what AWS has and we do not emulate, by its name. */
export const notEmulated = (what: string, why?: string): AwsError =>
  new AwsError("NotImplemented", `${what} is not emulated${why === undefined ? "" : `: ${why}`}.`, { status: 501 });

/** Some of the service's errors spell the member `Message`, most `message`. */
const CAPITALISED = new Set(["ResourceNotFoundException", "ServiceException", "AccessDeniedException"]);

export function errorBody(error: AwsError): Record<string, unknown> {
  const type = error.status >= 500 ? "Service" : "User";
  const message = { [CAPITALISED.has(error.code) ? "Message" : "message"]: error.message };
  return error.code === "AccessDeniedException" ? message : { Type: type, ...message, ...error.fields };
}
