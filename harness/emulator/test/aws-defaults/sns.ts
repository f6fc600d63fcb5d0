import type { AwsDefaults } from "./aws-default.ts";

const API = "https://docs.aws.amazon.com/sns/latest/api";

/** Of SNS. */
export const SNS: AwsDefaults = {
  MAXIMUM_TOPIC_NAME_CHARACTERS: [256, "characters", `${API}/API_CreateTopic.html`],
  MAXIMUM_MESSAGE_BYTES: [262_144, "bytes", `${API}/API_Publish.html`],
  MAXIMUM_SUBJECT_CHARACTERS: [100, "characters", `${API}/API_Publish.html`],
  MAXIMUM_BATCH: [10, "items", `${API}/API_PublishBatch.html`],
  DEDUPLICATION_MS: [300_000, "milliseconds", "https://docs.aws.amazon.com/sns/latest/dg/fifo-message-dedup.html"],
  MAXIMUM_LISTED: [100, "items", `${API}/API_ListTopics.html`],
};
