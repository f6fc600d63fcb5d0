import type { AwsDefaults } from "./aws-default.ts";

const API = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference";

/** Of CloudWatch Logs. */
export const LOGS: AwsDefaults = {
  MINIMUM_NAME_CHARACTERS: [1, "characters", `${API}/API_CreateLogGroup.html`],
  MAXIMUM_GROUP_NAME_CHARACTERS: [512, "characters", `${API}/API_CreateLogGroup.html`],
  MAXIMUM_STREAM_NAME_CHARACTERS: [512, "characters", `${API}/API_CreateLogStream.html`],
  MINIMUM_PUT_EVENTS: [1, "items", `${API}/API_PutLogEvents.html`],
  MAXIMUM_PUT_EVENTS: [10_000, "items", `${API}/API_PutLogEvents.html`],
  MAXIMUM_BATCH_BYTES: [1_048_576, "bytes", `${API}/API_PutLogEvents.html`],
  BYTES_PER_EVENT: [26, "bytes", `${API}/API_PutLogEvents.html`],
  MINIMUM_TIMESTAMP_MS: [0, "milliseconds", `${API}/API_InputLogEvent.html`],
  MINIMUM_MESSAGE_CHARACTERS: [1, "characters", `${API}/API_InputLogEvent.html`],
  MAXIMUM_BATCH_SPAN_MS: [86_400_000, "milliseconds", `${API}/API_PutLogEvents.html`],
  MAXIMUM_AHEAD_MS: [7_200_000, "milliseconds", `${API}/API_PutLogEvents.html`],
  MAXIMUM_AGE_MS: [1_209_600_000, "milliseconds", `${API}/API_PutLogEvents.html`],
  MINIMUM_LISTED: [1, "items", `${API}/API_DescribeLogGroups.html`],
  MAXIMUM_LISTED_GROUPS: [50, "items", `${API}/API_DescribeLogGroups.html`],
  MAXIMUM_LISTED_STREAMS: [50, "items", `${API}/API_DescribeLogStreams.html`],
  MAXIMUM_READ_EVENTS: [10_000, "items", `${API}/API_GetLogEvents.html`],
  MAXIMUM_FILTERED_EVENTS: [10_000, "items", `${API}/API_FilterLogEvents.html`],
  MAXIMUM_FILTER_PATTERN_CHARACTERS: [1024, "characters", `${API}/API_FilterLogEvents.html`],
  RETENTION_DAYS: [
    [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
    "days",
    `${API}/API_PutRetentionPolicy.html`,
  ],
};
