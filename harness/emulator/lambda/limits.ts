/** Quotas of AWS Lambda (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */

export const MAX_REQUEST_BYTES = 6_291_456;
/** 1 MiB for asynchronous invocations (botocore 1.43.11), 256 KiB before. */
export const MAX_ASYNCHRONOUS_REQUEST_BYTES = 1_048_576;
/** As the error of a response that is too large names it. */
export const MAX_RESPONSE_BYTES = 6_291_556;
/** The end of the log that an answer brings (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html). */
export const LOG_TAIL_BYTES = 4096;

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
export const ASYNCHRONOUS_RETRY_DELAYS_MS = [60_000, 120_000];
export const THROTTLE_BACKOFF_MS = { first: 1000, longest: 300_000 };
export const MAX_EVENT_AGE_MS = 21_600_000;

/** Messages that one ReceiveMessage brings at most, and the largest batch that needs no batching window. */
export const MAX_POLLED_MESSAGES = 10;
/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export const DEFAULT_BATCH_SIZE = 10;
export const MIN_BATCH_SIZE = 1;
export const MAX_BATCH_SIZE = 10_000;
export const DEFAULT_BATCHING_WINDOW_SECONDS = 0;
export const MIN_BATCHING_WINDOW_SECONDS = 0;
export const MAX_BATCHING_WINDOW_SECONDS = 300;
/** Of a mapping whose batches are larger than one ReceiveMessage brings. */
export const MIN_WINDOW_OF_LARGE_BATCH_SECONDS = 1;
export const MAX_RESPONSE_TYPES = 1;
/** https://docs.aws.amazon.com/lambda/latest/api/API_ScalingConfig.html */
export const MIN_MAXIMUM_CONCURRENCY = 2;
export const MAX_MAXIMUM_CONCURRENCY = 1000;
/** Batches of one mapping under way at the same time, unless ScalingConfig says otherwise: Lambda's five pollers. */
export const DEFAULT_CONCURRENT_BATCHES = 5;

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const MIN_LISTED = 1;
export const MAX_LISTED_FUNCTIONS = 50;
/** https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html */
export const MAX_LISTED_MAPPINGS = 100;

/** Of a deployment package, in the file and unpacked. */
export const MAX_ZIP_BYTES = 52_428_800;
export const MAX_UNZIPPED_BYTES = 262_144_000;
/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export const MAX_FUNCTION_NAME_CHARACTERS = 64;
export const MAX_DESCRIPTION_CHARACTERS = 256;
export const ARCHITECTURES_OF_A_FUNCTION = 1;
export const TIMEOUT_SECONDS = { least: 1, most: 900, usual: 3 };
export const MEMORY_MEGABYTES = { least: 128, most: 10_240, usual: 128 };
/** All variables of a function, as JSON: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_ENVIRONMENT_BYTES = 4096;
export const DEFAULT_EPHEMERAL_STORAGE_MEGABYTES = 512;
/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
export const MAX_INIT_MS = 10_000;

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html */
export const MAX_ALIAS_NAME_CHARACTERS = 128;
/** https://docs.aws.amazon.com/lambda/latest/api/API_AliasRoutingConfiguration.html */
export const MAX_ROUTED_VERSIONS = 1;
/** https://docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html */
export const MAX_LISTED_VERSIONS = 50;
/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
export const MIN_RETRY_ATTEMPTS = 0;
export const MAX_RETRY_ATTEMPTS = 2;
export const EVENT_AGE_SECONDS = { least: 60, most: 21_600 };
/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const ACCOUNT_CONCURRENCY = 1000;
export const MIN_UNRESERVED_CONCURRENCY = 100;
export const ACCOUNT_CODE_BYTES = 80_530_636_800;
export const MAX_LAYERS_OF_A_FUNCTION = 5;
export const MIN_LAYER_VERSION = 1;
export const MAX_LAYER_NAME_CHARACTERS = 140;
export const MAX_LICENSE_CHARACTERS = 512;
export const MAX_COMPATIBLE_RUNTIMES = 15;
export const MAX_COMPATIBLE_ARCHITECTURES = 2;
export const MAX_STATEMENT_ID_CHARACTERS = 100;
/** https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html */
export const MAX_CORS_AGE_SECONDS = 86_400;
/** https://docs.aws.amazon.com/lambda/latest/api/API_FilterCriteria.html */
export const MAX_EVENT_FILTERS = 5;
export const MAX_FILTER_PATTERN_CHARACTERS = 4096;
export const MAX_FUNCTION_TAGS = 50;
export const MIN_CONCURRENCY = 0;
export const MIN_PROVISIONED_CONCURRENCY = 1;
