/** Quotas of AWS Lambda (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */

export const MAX_REQUEST_BYTES = 6_291_456;
/** 1 MiB for asynchronous invocations (botocore 1.43.11), 256 KiB before. */
export const MAX_ASYNCHRONOUS_REQUEST_BYTES = 1_048_576;
/** As the error of a response that is too large names it. */
export const MAX_RESPONSE_BYTES = 6_291_556;

export const ASYNCHRONOUS_RETRY_DELAYS_MS = [60_000, 120_000];
export const THROTTLE_BACKOFF_MS = { first: 1000, longest: 300_000 };
export const MAX_EVENT_AGE_MS = 6 * 3_600_000;

/** Messages that one ReceiveMessage brings at most. */
export const MAX_POLLED_MESSAGES = 10;
export const DEFAULT_BATCH_SIZE = 10;
export const MAX_BATCH_SIZE = 10_000;
export const MAX_BATCHING_WINDOW_SECONDS = 300;
/** Batches of one mapping under way at the same time, unless ScalingConfig says otherwise: Lambda's five pollers. */
export const DEFAULT_CONCURRENT_BATCHES = 5;
/** A poll that failed is repeated after this time. */
export const POLL_RETRY_MS = 1000;

export const MAX_LISTED = 50;

/** Of a deployment package, in the file and unpacked. */
export const MAX_ZIP_BYTES = 52_428_800;
export const MAX_UNZIPPED_BYTES = 262_144_000;
export const TIMEOUT_SECONDS = { least: 1, most: 900, usual: 3 };
export const MEMORY_MEGABYTES = { least: 128, most: 10_240, usual: 128 };
