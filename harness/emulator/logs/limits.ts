/**
 * Limits of CloudWatch Logs (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/, the page beside
 * each).
 */

/** API_CreateLogGroup.html, API_CreateLogStream.html */
export const MINIMUM_NAME_CHARACTERS = 1;
export const MAXIMUM_GROUP_NAME_CHARACTERS = 512;
export const MAXIMUM_STREAM_NAME_CHARACTERS = 512;

/** API_PutLogEvents.html */
export const MINIMUM_PUT_EVENTS = 1;
export const MAXIMUM_PUT_EVENTS = 10_000;
export const MAXIMUM_BATCH_BYTES = 1_048_576;
/** What an event counts besides the bytes of its message. */
export const BYTES_PER_EVENT = 26;
export const MINIMUM_TIMESTAMP_MS = 0;
export const MINIMUM_MESSAGE_CHARACTERS = 1;
/** From the first event of a batch to the last: 24 hours. */
export const MAXIMUM_BATCH_SPAN_MS = 86_400_000;
/** An event may lie two hours in the future and fourteen days in the past. */
export const MAXIMUM_AHEAD_MS = 7_200_000;
export const MAXIMUM_AGE_MS = 1_209_600_000;

/**
 * Pages, which are also the defaults: API_DescribeLogGroups.html, API_DescribeLogStreams.html, API_GetLogEvents.html,
 * API_FilterLogEvents.html
 */
export const MINIMUM_LISTED = 1;
export const MAXIMUM_LISTED_GROUPS = 50;
export const MAXIMUM_LISTED_STREAMS = 50;
export const MAXIMUM_READ_EVENTS = 10_000;
export const MAXIMUM_FILTERED_EVENTS = 10_000;
export const MAXIMUM_FILTER_PATTERN_CHARACTERS = 1024;

/** API_PutRetentionPolicy.html */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
