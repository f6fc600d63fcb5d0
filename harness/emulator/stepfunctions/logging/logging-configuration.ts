/** Which events of an execution are logged; `OFF` logs none. */
export type LogLevel = "ALL" | "ERROR" | "FATAL" | "OFF";

/** Where and what a state machine logs (LoggingConfiguration of the API). */
export interface LoggingConfiguration {
  readonly level: LogLevel;
  readonly includeExecutionData: boolean;
  /** ARNs of log groups as given, with their `:*`. At most one. */
  readonly logGroupArns: readonly string[];
}

/** What a machine has that was created without one (recorded: test_create_describe_delete). */
export const NO_LOGGING: LoggingConfiguration = { level: "OFF", includeExecutionData: false, logGroupArns: [] };
