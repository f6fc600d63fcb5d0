/**
 * Limits and defaults of AWS Step Functions: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 * unless another page stands beside. Limits of JSONata expressions: jsonata/limits.ts.
 */

/** Quota: this event ends the execution (measured by third parties, notes of the engine's README). */
export const MAXIMUM_EVENTS = 25_000;
/** Bytes of UTF-8 of an execution's input, a state's input or output, and a task's result. */
export const MAXIMUM_DATA_BYTES = 262_144;
/**
 * Bytes of all variables that a state can read; one variable, and one Assign, has at most MAXIMUM_DATA_BYTES
 * (workflow-variables.html).
 */
export const MAXIMUM_VARIABLES_BYTES = 10_485_760;
/** An input or output in a log that has more bytes when escaped is cut: 248 KiB (cw-logs.html). */
export const MAXIMUM_LOGGED_BYTES = 253_952;
/** API_LoggingConfiguration.html */
export const MAXIMUM_LOG_DESTINATIONS = 1;

/** An Express execution ends as timed out after five minutes. */
export const EXPRESS_LIMIT_SECONDS = 300;
/** How Express executions are billed (https://aws.amazon.com/step-functions/pricing/). */
export const BILLED_STEP_MS = 100;
export const BILLED_STEP_MEGABYTES = 64;
/** An execution may be open for a year. */
export const MAXIMUM_OPEN_MS = 31_536_000_000;
/** Counted from the end of the execution (redrive-executions.html). */
export const REDRIVABLE_PERIOD_MS = 1_209_600_000;
/** As many client tokens are remembered of an execution, for as long as this (API_RedriveExecution.html). */
export const MAXIMUM_REDRIVE_TOKENS = 10;
export const REDRIVE_TOKEN_LIFETIME_MS = 900_000;
/** TestState runs for up to five minutes (API_TestState.html). */
export const TEST_STATE_LIMIT_MS = 300_000;
/** A worker that finds nothing is held this long (API_GetActivityTask.html). */
export const ACTIVITY_POLL_MS = 60_000;

/** Seconds, TimeoutSeconds, HeartbeatSeconds and IntervalSeconds of a definition. */
export const MAXIMUM_SECONDS = 99_999_999;
export const MINIMUM_TIMEOUT_SECONDS = 1;
/** Of the whole machine: 0 is taken (measured by third parties). */
export const MINIMUM_MACHINE_TIMEOUT_SECONDS = 0;
export const MINIMUM_WAIT_SECONDS = 0;
/**
 * A Wait of more seconds than a signed 32-bit number holds is refused: 24,855 days pass, 24,856 do not (recorded:
 * test_timestamp_too_far_in_future_boundary).
 */
export const MAXIMUM_WAIT_SECONDS = 2_147_483_647;

/** A retrier's fields (concepts-error-handling.html). */
export const DEFAULT_RETRY_INTERVAL_SECONDS = 1;
/** 0 is taken (measured by third parties). */
export const MINIMUM_RETRY_INTERVAL_SECONDS = 0;
export const DEFAULT_RETRY_ATTEMPTS = 3;
export const MINIMUM_RETRY_ATTEMPTS = 0;
export const MAXIMUM_RETRY_ATTEMPTS = 99_999_999;
export const DEFAULT_BACKOFF_RATE = 2;
export const MINIMUM_BACKOFF_RATE = 1;
export const MINIMUM_RETRY_DELAY_SECONDS = 1;
export const MAXIMUM_RETRY_DELAY_SECONDS = 31_622_400;

/** Iterations of an inline Map, and children of a distributed one, that run at once when MaxConcurrency is 0. */
export const INLINE_MAP_CONCURRENCY = 40;
export const DISTRIBUTED_MAP_CONCURRENCY = 10_000;
/** What DescribeMapRun says of a map run without a limit (measured by third parties). */
export const UNLIMITED_CONCURRENCY = 2_147_483_647;
/** MaxItems (input-output-itemreader.html). */
export const MAXIMUM_MAP_ITEMS = 100_000_000;
/** MaxInputBytesPerBatch (input-output-itembatcher.html). */
export const MAXIMUM_BATCH_BYTES = 262_144;
/** ToleratedFailurePercentage (state-map-distributed.html). */
export const MAXIMUM_PERCENTAGE = 100;
/** Counts and percentages that a definition or a request gives. */
export const MINIMUM_COUNT = 0;

/** Intrinsic functions (intrinsic-functions.html). */
export const MAXIMUM_NESTED_INTRINSICS = 10;
export const MAXIMUM_HASHED_CHARACTERS = 10_000;
export const MAXIMUM_BASE64_CHARACTERS = 10_000;
export const MAXIMUM_RANGE_ELEMENTS = 1000;

/** Names of machines, executions, activities, aliases and workers. */
export const MAXIMUM_NAME_CHARACTERS = 80;
export const MAXIMUM_STATE_NAME_CHARACTERS = 80;
export const MAXIMUM_LABEL_CHARACTERS = 40;
/** workflow-variables.html */
export const MAXIMUM_VARIABLE_NAME_CHARACTERS = 80;

/** Members of requests: https://docs.aws.amazon.com/step-functions/latest/apireference/, each operation's page. */
export const MINIMUM_CHARACTERS = 1;
export const MAXIMUM_DEFINITION_CHARACTERS = 1_048_576;
export const MAXIMUM_DESCRIPTION_CHARACTERS = 256;
export const MAXIMUM_ARN_CHARACTERS = 256;
export const MAXIMUM_LONG_ARN_CHARACTERS = 2000;
export const MAXIMUM_ERROR_CHARACTERS = 256;
export const MAXIMUM_CAUSE_CHARACTERS = 32_768;
/** Of EvaluationFailed. */
export const MAXIMUM_LOCATION_CHARACTERS = 256;
export const MAXIMUM_TASK_TOKEN_CHARACTERS = 2048;
export const MAXIMUM_TRACE_HEADER_CHARACTERS = 256;
export const MAXIMUM_CLIENT_TOKEN_CHARACTERS = 64;
export const KMS_DATA_KEY_REUSE_SECONDS = { least: 60, most: 900 };

/**
 * Documents that are no JSON, as Jackson refuses them: levels, and how much of the text it quotes
 * (StreamReadConstraints, ErrorReportConfiguration).
 */
export const MAXIMUM_JSON_DEPTH = 1000;
export const MAXIMUM_QUOTED_CHARACTERS = 500;

/** Pages (recorded: test_list_executions_pagination). */
export const MAXIMUM_RESULTS = 1000;
export const DEFAULT_RESULTS = 100;
export const MAXIMUM_PAGE_TOKEN_CHARACTERS = 1024;
/** Of ListExecutions. */
export const MAXIMUM_EXECUTIONS_TOKEN_CHARACTERS = 3096;
/** API_ValidateStateMachineDefinition.html */
export const MAXIMUM_DIAGNOSTICS = 100;

/** API_TagResource.html */
export const MAXIMUM_TAGS = 50;
export const MAXIMUM_TAG_KEY_CHARACTERS = 128;
export const MAXIMUM_TAG_VALUE_CHARACTERS = 256;

/** API_CreateStateMachineAlias.html */
export const MINIMUM_ROUTES = 1;
export const MAXIMUM_ROUTES = 2;
export const TOTAL_WEIGHT = 100;
