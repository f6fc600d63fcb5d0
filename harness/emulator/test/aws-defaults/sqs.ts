import type { AwsDefaults } from "./aws-default.ts";

const API = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference";
const GUIDE = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide";

/** Of Amazon SQS. */
export const SQS: AwsDefaults = {
  MAX_MESSAGE_BYTES: [1_048_576, "bytes", `${GUIDE}/quotas-messages.html`],
  MIN_MESSAGE_LIMIT_BYTES: [1024, "bytes", `${API}/API_SetQueueAttributes.html`],
  DEFAULT_MESSAGE_LIMIT_BYTES: [1_048_576, "bytes", `${API}/API_CreateQueue.html`],
  MAX_BATCH_BYTES: [1_048_576, "bytes", `${API}/API_SendMessageBatch.html`],
  MAX_BATCH_ENTRIES: [10, "items", `${API}/API_SendMessageBatch.html`],
  MAX_BATCH_ENTRY_ID_CHARACTERS: [80, "characters", `${API}/API_SendMessageBatchRequestEntry.html`],
  MAX_MESSAGE_ATTRIBUTES: [10, "items", `${GUIDE}/quotas-messages.html`],
  MAX_MESSAGE_ATTRIBUTE_NAME_CHARACTERS: [256, "characters", `${GUIDE}/sqs-message-metadata.html`],
  MIN_RECEIVED_MESSAGES: [1, "items", `${API}/API_ReceiveMessage.html`],
  MAX_RECEIVED_MESSAGES: [10, "items", `${API}/API_ReceiveMessage.html`],
  DEFAULT_RECEIVED_MESSAGES: [1, "items", `${API}/API_ReceiveMessage.html`],
  MIN_DELAY_SECONDS: [0, "seconds", `${API}/API_CreateQueue.html`],
  MAX_DELAY_SECONDS: [900, "seconds", `${API}/API_CreateQueue.html`],
  DEFAULT_DELAY_SECONDS: [0, "seconds", `${API}/API_CreateQueue.html`],
  MIN_WAIT_SECONDS: [0, "seconds", `${API}/API_CreateQueue.html`],
  MAX_WAIT_SECONDS: [20, "seconds", `${API}/API_CreateQueue.html`],
  DEFAULT_WAIT_SECONDS: [0, "seconds", `${API}/API_CreateQueue.html`],
  MIN_VISIBILITY_SECONDS: [0, "seconds", `${API}/API_CreateQueue.html`],
  MAX_VISIBILITY_SECONDS: [43_200, "seconds", `${API}/API_ChangeMessageVisibility.html`],
  DEFAULT_VISIBILITY_SECONDS: [30, "seconds", `${API}/API_CreateQueue.html`],
  MIN_RETENTION_SECONDS: [60, "seconds", `${API}/API_CreateQueue.html`],
  MAX_RETENTION_SECONDS: [1_209_600, "seconds", `${API}/API_CreateQueue.html`],
  DEFAULT_RETENTION_SECONDS: [345_600, "seconds", `${API}/API_CreateQueue.html`],
  MIN_RECEIVE_COUNT_LIMIT: [1, "number", "recorded on AWS: 'valid values are from 1 to 1000 both inclusive'"],
  MAX_RECEIVE_COUNT_LIMIT: [1000, "number", "recorded on AWS: 'valid values are from 1 to 1000 both inclusive'"],
  MAX_QUEUE_NAME_CHARACTERS: [80, "characters", `${API}/API_CreateQueue.html`],
  PURGE_INTERVAL_MS: [60_000, "milliseconds", `${API}/API_PurgeQueue.html`],
  RECREATE_INTERVAL_MS: [60_000, "milliseconds", `${API}/API_DeleteQueue.html`],
  MIN_LISTED_QUEUES: [1, "items", `${API}/API_ListQueues.html`],
  MAX_LISTED_QUEUES: [1000, "items", `${API}/API_ListQueues.html`],
  MIN_LISTED_SOURCE_QUEUES: [1, "items", `${API}/API_ListDeadLetterSourceQueues.html`],
  MAX_LISTED_SOURCE_QUEUES: [1000, "items", `${API}/API_ListDeadLetterSourceQueues.html`],
};
