/** Quotas of Amazon SQS (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-quotas.html). */

/** 1 MiB since August 2025, 256 KiB before; a queue may ask for less with MaximumMessageSize. */
export const MAX_MESSAGE_BYTES = 1_048_576;
export const MIN_MESSAGE_LIMIT_BYTES = 1024;
export const DEFAULT_MESSAGE_LIMIT_BYTES = 1_048_576;
/** Sum over all entries of one SendMessageBatch. */
export const MAX_BATCH_BYTES = 1_048_576;
export const MAX_BATCH_ENTRIES = 10;
export const MAX_BATCH_ENTRY_ID_CHARACTERS = 80;
export const MAX_MESSAGE_ATTRIBUTES = 10;
export const MAX_MESSAGE_ATTRIBUTE_NAME_CHARACTERS = 256;
export const MIN_RECEIVED_MESSAGES = 1;
export const MAX_RECEIVED_MESSAGES = 10;
export const DEFAULT_RECEIVED_MESSAGES = 1;

/**
 * Attributes of a queue:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export const MIN_DELAY_SECONDS = 0;
export const MAX_DELAY_SECONDS = 900;
export const DEFAULT_DELAY_SECONDS = 0;
export const MIN_WAIT_SECONDS = 0;
export const MAX_WAIT_SECONDS = 20;
export const DEFAULT_WAIT_SECONDS = 0;
export const MIN_VISIBILITY_SECONDS = 0;
export const MAX_VISIBILITY_SECONDS = 43_200;
export const DEFAULT_VISIBILITY_SECONDS = 30;
export const MIN_RETENTION_SECONDS = 60;
export const MAX_RETENTION_SECONDS = 1_209_600;
export const DEFAULT_RETENTION_SECONDS = 345_600;
export const MIN_RECEIVE_COUNT_LIMIT = 1;
export const MAX_RECEIVE_COUNT_LIMIT = 1000;
export const MAX_QUEUE_NAME_CHARACTERS = 80;

export const PURGE_INTERVAL_MS = 60_000;
export const RECREATE_INTERVAL_MS = 60_000;
export const MIN_LISTED_QUEUES = 1;
export const MAX_LISTED_QUEUES = 1000;
export const MIN_LISTED_SOURCE_QUEUES = 1;
export const MAX_LISTED_SOURCE_QUEUES = 1000;
