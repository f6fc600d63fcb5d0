/** A state or branch failed: error name and cause as Catch and history show them. Either may be absent (a Fail state). */
export class StateFailure extends Error {
  readonly error: string | undefined;
  readonly failureCause: string | undefined;

  constructor(error: string | undefined, failureCause: string | undefined) {
    super(`${error ?? "(no error)"}: ${failureCause ?? "(no cause)"}`);
    this.name = "StateFailure";
    this.error = error;
    this.failureCause = failureCause;
  }
}

/**
 * The state cannot be executed with this data. The state runner turns it into a `StateFailure` whose cause begins with
 * "An error occurred while executing the state …" (recorded on 39 executions).
 */
export class RuntimeFailure extends Error {
  readonly error: string;

  constructor(message: string, error = "States.Runtime") {
    super(message);
    this.name = "RuntimeFailure";
    this.error = error;
  }
}

/** The thread of control has been taken away: the execution was stopped or timed out, or another branch has failed. */
export class Cancelled extends Error {
  constructor() {
    super("cancelled");
    this.name = "Cancelled";
  }
}

/** Recorded: test_start_large_input, test_task_lambda_data_limit_exceeded_on_large_utf8_response. */
export function dataLimitExceeded(stateOrTask: string): StateFailure {
  return new StateFailure(
    "States.DataLimitExceeded",
    `The state/task '${stateOrTask}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
