import type { AwsDefaults } from "./aws-default.ts";

const API = "https://docs.aws.amazon.com/kms/latest/APIReference";

/** Of KMS. */
export const KMS: AwsDefaults = {
  MINIMUM_PLAINTEXT_BYTES: [1, "bytes", `${API}/API_Encrypt.html`],
  MAXIMUM_PLAINTEXT_BYTES: [4096, "bytes", `${API}/API_Encrypt.html`],
  MINIMUM_RANDOM_BYTES: [1, "bytes", `${API}/API_GenerateRandom.html`],
  MAXIMUM_RANDOM_BYTES: [1024, "bytes", `${API}/API_GenerateRandom.html`],
  MINIMUM_PENDING_DAYS: [7, "days", `${API}/API_ScheduleKeyDeletion.html`],
  MAXIMUM_PENDING_DAYS: [30, "days", `${API}/API_ScheduleKeyDeletion.html`],
  DEFAULT_PENDING_DAYS: [30, "days", `${API}/API_ScheduleKeyDeletion.html`],
  MINIMUM_LISTED: [1, "items", `${API}/API_ListKeys.html`],
  MAXIMUM_LISTED_KEYS: [1000, "items", `${API}/API_ListKeys.html`],
  DEFAULT_LISTED_KEYS: [100, "items", `${API}/API_ListKeys.html`],
  DEFAULT_LISTED_TAGS: [50, "items", `${API}/API_ListResourceTags.html`],
  MINIMUM_ROTATION_DAYS: [90, "days", `${API}/API_EnableKeyRotation.html`],
  MAXIMUM_ROTATION_DAYS: [2560, "days", `${API}/API_EnableKeyRotation.html`],
  DEFAULT_ROTATION_DAYS: [365, "days", `${API}/API_EnableKeyRotation.html`],
};
