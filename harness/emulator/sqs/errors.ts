import { AwsError } from "../gateway/aws-error.ts";
import { MAX_BATCH_ENTRY_ID_CHARACTERS, PURGE_INTERVAL_MS, RECREATE_INTERVAL_MS } from "./limits.ts";

/**
 * Errors in the words of Amazon SQS. `queryCode` is what the service answered before it spoke JSON; clients still see
 * it in `x-amzn-query-error`. Wordings: LocalStack's recordings of AWS of November 2023 unless the README says otherwise.
 */
const FRAMEWORK = "com.amazon.coral.service";

const prefixed = (code: string, message: string, status = 400): AwsError =>
  new AwsError(code, message, { status, queryCode: `AWS.SimpleQueueService.${code}` });

export const queueDoesNotExist = (): AwsError =>
  new AwsError("QueueDoesNotExist", "The specified queue does not exist.", {
    queryCode: "AWS.SimpleQueueService.NonExistentQueue",
  });

/** A queue of another region: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const invalidAddress = (url: string): AwsError =>
  new AwsError("InvalidAddress", `The address ${url} is not valid for this endpoint.`, { status: 404 });

export const queueNameExists = (attribute: string): AwsError =>
  new AwsError(
    "QueueNameExists",
    `A queue already exists with the same name and a different value for attribute ${attribute}`,
    { queryCode: "QueueAlreadyExists" },
  );

export const queueDeletedRecently = (): AwsError =>
  prefixed(
    "QueueDeletedRecently",
    `You must wait ${RECREATE_INTERVAL_MS / 1000} seconds after deleting a queue before you can create another with the same name.`,
  );

export const purgeQueueInProgress = (queue: string): AwsError =>
  prefixed(
    "PurgeQueueInProgress",
    `Only one PurgeQueue operation on ${queue} is allowed every ${PURGE_INTERVAL_MS / 1000} seconds.`,
    403,
  );

export const invalidParameterValue = (message: string): AwsError =>
  new AwsError("InvalidParameterValueException", message, {
    queryCode: "InvalidParameterValue",
    namespace: FRAMEWORK,
  });

/** `Value … for parameter … is invalid. Reason: …`, the form of most refusals. */
export const invalidValue = (parameter: string, value: unknown, reason: string): AwsError =>
  invalidParameterValue(`Value ${String(value)} for parameter ${parameter} is invalid. Reason: ${reason}`);

export const missingParameter = (parameter: string): AwsError =>
  new AwsError("MissingRequiredParameterException", `The request must contain the parameter ${parameter}.`, {
    queryCode: "MissingParameter",
    namespace: FRAMEWORK,
  });

export const serializationError = (message: string): AwsError =>
  new AwsError("SerializationException", message, { namespace: FRAMEWORK });

export const invalidAttributeName = (name: string): AwsError =>
  new AwsError("InvalidAttributeName", `Unknown Attribute ${name}.`);

export const invalidAttributeValue = (name: string, reason?: string): AwsError =>
  new AwsError(
    "InvalidAttributeValue",
    `Invalid value for the parameter ${name}.${reason === undefined ? "" : ` Reason: ${reason}`}`,
  );

/** What the two kinds of queues do not share. */
export const notForThisQueueType = (parameter: string, value: unknown): AwsError =>
  invalidValue(parameter, value, "The request include parameter that is not valid for this queue type.");

export const receiptHandleHasExpired = (receiptHandle: string): AwsError =>
  invalidValue("ReceiptHandle", receiptHandle, "The receipt handle has expired.");

export const accessDenied = (message: string): AwsError =>
  new AwsError("AccessDeniedException", message, { status: 403, queryCode: "AccessDenied", namespace: FRAMEWORK });

export const oneEncryption = (): AwsError =>
  new AwsError(
    "InvalidAttributeValue",
    "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.",
  );

export const resourceNotFound = (message: string): AwsError =>
  new AwsError("ResourceNotFoundException", message, { queryCode: "ResourceNotFoundException", status: 404 });

export const overLimit = (message: string): AwsError => new AwsError("OverLimit", message, { status: 403 });

export const unsupportedOperation = (message: string): AwsError => prefixed("UnsupportedOperation", message);

export const invalidMessageContents = (): AwsError =>
  new AwsError(
    "InvalidMessageContents",
    "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | " +
      "#xE000 to #xFFFD | #x10000 to #x10FFFF",
  );

export const receiptHandleIsInvalid = (receiptHandle: string): AwsError =>
  new AwsError("ReceiptHandleIsInvalid", `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`, {
    status: 404,
  });

export const emptyBatchRequest = (entryType: string): AwsError =>
  prefixed("EmptyBatchRequest", `There should be at least one ${entryType} in the request.`);

export const tooManyEntriesInBatchRequest = (limit: number, sent: number): AwsError =>
  prefixed(
    "TooManyEntriesInBatchRequest",
    `Maximum number of entries per request are ${limit}. You have sent ${sent}.`,
  );

export const invalidBatchEntryId = (): AwsError =>
  prefixed(
    "InvalidBatchEntryId",
    "A batch entry id can only contain alphanumeric characters, hyphens and underscores. " +
      `It can be at most ${MAX_BATCH_ENTRY_ID_CHARACTERS} letters long.`,
  );

export const batchEntryIdsNotDistinct = (id: string): AwsError =>
  prefixed("BatchEntryIdsNotDistinct", `Id ${id} repeated.`);

export const batchRequestTooLong = (limit: number, sent: number): AwsError =>
  prefixed("BatchRequestTooLong", `Batch requests cannot be longer than ${limit} bytes. You have sent ${sent} bytes.`);
