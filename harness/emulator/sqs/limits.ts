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
export const MAX_MESSAGE_ATTRIBUTE_TYPE_BYTES = 256;
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

/**
 * Received and not yet deleted, of either kind of queue: FIFO queues had 20,000 until November 2024.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-fifo.html
 */
export const MAX_IN_FLIGHT_MESSAGES = 120_000;

export const PURGE_INTERVAL_MS = 60_000;
export const RECREATE_INTERVAL_MS = 60_000;
export const MIN_LISTED_QUEUES = 1;
export const MAX_LISTED_QUEUES = 1000;
export const MIN_LISTED_SOURCE_QUEUES = 1;
export const MAX_LISTED_SOURCE_QUEUES = 1000;

/** FIFO queues: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html */
export const DEDUPLICATION_INTERVAL_MS = 300_000;
/** How long a ReceiveRequestAttemptId gives the same messages again. */
export const RECEIVE_ATTEMPT_INTERVAL_MS = 300_000;
/** Of MessageDeduplicationId, MessageGroupId and ReceiveRequestAttemptId. */
export const MAX_FIFO_ID_CHARACTERS = 128;

export const DEFAULT_DATA_KEY_REUSE_SECONDS = 300;
export const MIN_DATA_KEY_REUSE_SECONDS = 60;
export const MAX_DATA_KEY_REUSE_SECONDS = 86_400;
/** Queues that a RedriveAllowPolicy may name. */
export const MAX_ALLOWED_SOURCE_QUEUES = 10;

/** Tags: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html */
export const MAX_QUEUE_TAGS = 50;
export const MAX_TAG_KEY_CHARACTERS = 128;
export const MAX_TAG_VALUE_CHARACTERS = 256;

/** AddPermission: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html */
export const MAX_PERMISSION_LABEL_CHARACTERS = 80;
export const MAX_PERMISSION_STATEMENTS = 20;
export const MAX_PERMISSION_ACTIONS = 7;

/** Message move tasks: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
export const MIN_MOVED_MESSAGES_PER_SECOND = 1;
export const MAX_MOVED_MESSAGES_PER_SECOND = 500;
export const MIN_LISTED_MOVE_TASKS = 1;
export const MAX_LISTED_MOVE_TASKS = 10;
export const DEFAULT_LISTED_MOVE_TASKS = 1;
