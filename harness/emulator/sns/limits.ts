/** Limits of SNS (https://docs.aws.amazon.com/sns/latest/api/, the page beside each). */

/** API_CreateTopic.html */
export const MAXIMUM_TOPIC_NAME_CHARACTERS = 256;
/** API_Publish.html: of message and attributes together. */
export const MAXIMUM_MESSAGE_BYTES = 262_144;
export const MAXIMUM_SUBJECT_CHARACTERS = 100;
/** API_PublishBatch.html */
export const MAXIMUM_BATCH = 10;
/** User guide, fifo-message-dedup.html: five minutes. */
export const DEDUPLICATION_MS = 300_000;
/** API_ListTopics.html */
export const MAXIMUM_LISTED = 100;
