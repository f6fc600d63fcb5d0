/** Which events of an execution are logged; `OFF` logs none. */
export type LogLevel = "ALL" | "ERROR" | "FATAL" | "OFF";

/** Where and what a state machine logs (LoggingConfiguration of the API). */
export interface LoggingConfiguration {
  readonly level: LogLevel;
  readonly includeExecutionData: boolean;
  /** ARNs of log groups as given, with their `:*`: at most one; `undefined` when none were given. */
  readonly logGroupArns: readonly string[] | undefined;
}

/** What a machine has that was created without one (recorded: test_create_describe_delete). */
export const NO_LOGGING: LoggingConfiguration = { level: "OFF", includeExecutionData: false, logGroupArns: undefined };

export function sameLogging(left: LoggingConfiguration, right: LoggingConfiguration): boolean {
  return (
    left.level === right.level &&
    left.includeExecutionData === right.includeExecutionData &&
    (left.logGroupArns ?? []).join() === (right.logGroupArns ?? []).join()
  );
}

/** As DescribeStateMachine shows it (recorded: test_update_logging_configuration). */
export function wireLogging(logging: LoggingConfiguration): Record<string, unknown> {
  return {
    level: logging.level,
    includeExecutionData: logging.includeExecutionData,
    ...(logging.logGroupArns && {
      destinations: logging.logGroupArns.map((logGroupArn) => ({ cloudWatchLogsLogGroup: { logGroupArn } })),
    }),
  };
}
