import type { AwsDefaults } from "./aws-default.ts";

const API = "https://docs.aws.amazon.com/lambda/latest/api";
const GUIDE = "https://docs.aws.amazon.com/lambda/latest/dg";

/** Of AWS Lambda. */
export const LAMBDA: AwsDefaults = {
  MAX_REQUEST_BYTES: [6_291_456, "bytes", `${GUIDE}/gettingstarted-limits.html`],
  MAX_ASYNCHRONOUS_REQUEST_BYTES: [1_048_576, "bytes", `${GUIDE}/gettingstarted-limits.html`],
  MAX_RESPONSE_BYTES: [6_291_556, "bytes", "recorded on AWS: 'exceeded maximum allowed payload size (6291556 bytes)'"],
  LOG_TAIL_BYTES: [4096, "bytes", `${API}/API_Invoke.html`],
  ASYNCHRONOUS_RETRY_DELAYS_MS: [[60_000, 120_000], "milliseconds", `${GUIDE}/invocation-async-error-handling.html`],
  "THROTTLE_BACKOFF_MS.first": [1000, "milliseconds", `${GUIDE}/invocation-async-error-handling.html`],
  "THROTTLE_BACKOFF_MS.longest": [300_000, "milliseconds", `${GUIDE}/invocation-async-error-handling.html`],
  MAX_EVENT_AGE_MS: [21_600_000, "milliseconds", `${GUIDE}/invocation-async-error-handling.html`],
  MAX_POLLED_MESSAGES: [
    10,
    "items",
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html",
  ],
  DEFAULT_BATCH_SIZE: [10, "items", `${API}/API_CreateEventSourceMapping.html`],
  MIN_BATCH_SIZE: [1, "items", `${API}/API_CreateEventSourceMapping.html`],
  MAX_BATCH_SIZE: [10_000, "items", `${API}/API_CreateEventSourceMapping.html`],
  DEFAULT_BATCHING_WINDOW_SECONDS: [0, "seconds", `${API}/API_CreateEventSourceMapping.html`],
  MIN_BATCHING_WINDOW_SECONDS: [0, "seconds", `${API}/API_CreateEventSourceMapping.html`],
  MAX_BATCHING_WINDOW_SECONDS: [300, "seconds", `${API}/API_CreateEventSourceMapping.html`],
  MIN_WINDOW_OF_LARGE_BATCH_SECONDS: [1, "seconds", `${API}/API_CreateEventSourceMapping.html`],
  MAX_RESPONSE_TYPES: [1, "items", `${API}/API_CreateEventSourceMapping.html`],
  MIN_MAXIMUM_CONCURRENCY: [2, "items", `${API}/API_ScalingConfig.html`],
  MAX_MAXIMUM_CONCURRENCY: [1000, "items", `${GUIDE}/services-sqs-scaling.html`],
  DEFAULT_CONCURRENT_BATCHES: [5, "items", `${GUIDE}/services-sqs-scaling.html`],
  MIN_LISTED: [1, "items", `${API}/API_ListFunctions.html`],
  MAX_LISTED_FUNCTIONS: [50, "items", `${API}/API_ListFunctions.html`],
  MAX_LISTED_MAPPINGS: [100, "items", `${API}/API_ListEventSourceMappings.html`],
  MAX_ZIP_BYTES: [52_428_800, "bytes", `${GUIDE}/gettingstarted-limits.html`],
  MAX_UNZIPPED_BYTES: [262_144_000, "bytes", `${GUIDE}/gettingstarted-limits.html`],
  MAX_FUNCTION_NAME_CHARACTERS: [64, "characters", `${API}/API_CreateFunction.html`],
  MAX_DESCRIPTION_CHARACTERS: [256, "characters", `${API}/API_CreateFunction.html`],
  ARCHITECTURES_OF_A_FUNCTION: [1, "items", `${API}/API_CreateFunction.html`],
  "TIMEOUT_SECONDS.least": [1, "seconds", `${API}/API_CreateFunction.html`],
  "TIMEOUT_SECONDS.most": [900, "seconds", `${GUIDE}/gettingstarted-limits.html`],
  "TIMEOUT_SECONDS.usual": [3, "seconds", `${API}/API_CreateFunction.html`],
  "MEMORY_MEGABYTES.least": [128, "megabytes", `${GUIDE}/gettingstarted-limits.html`],
  "MEMORY_MEGABYTES.most": [10_240, "megabytes", `${GUIDE}/gettingstarted-limits.html`],
  "MEMORY_MEGABYTES.usual": [128, "megabytes", `${API}/API_CreateFunction.html`],
  DEFAULT_EPHEMERAL_STORAGE_MEGABYTES: [512, "megabytes", `${API}/API_EphemeralStorage.html`],
  MAX_INIT_MS: [10_000, "milliseconds", `${GUIDE}/lambda-runtime-environment.html`],
};
