/** Bytes of UTF-8 of an execution's input, a state's input or output, and a task's result. */
export const MAXIMUM_DATA_BYTES = 262_144;

/** A Wait of more seconds than a signed 32-bit number holds is refused: 24,855 days pass, 24,856 do not (recorded: test_timestamp_too_far_in_future_boundary). */
export const MAXIMUM_WAIT_SECONDS = 2_147_483_647;

/** Iterations of an inline Map that run at once when MaxConcurrency is 0. */
export const INLINE_MAP_CONCURRENCY = 40;

/** An Express execution ends as timed out after five minutes (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
export const EXPRESS_LIMIT_SECONDS = 300;

/** Bytes of all variables that a state can read; one variable, and one Assign, has at most MAXIMUM_DATA_BYTES (https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html). */
export const MAXIMUM_VARIABLES_BYTES = 10_485_760;

/** Largest Seconds, TimeoutSeconds and HeartbeatSeconds of a definition. */
export const MAXIMUM_SECONDS = 99_999_999;
