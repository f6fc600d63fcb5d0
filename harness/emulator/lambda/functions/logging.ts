import type { KeptMembers } from "../processes/deployed-function.ts";

/** Where a function logs, and how. */
export interface Logging {
  readonly LogFormat: string;
  readonly LogGroup: string;
  /** Of the JSON format alone. */
  readonly ApplicationLogLevel?: string;
  readonly SystemLogLevel?: string;
}

/** What a function's LoggingConfig says, with Lambda's defaults: https://docs.aws.amazon.com/lambda/latest/api/API_LoggingConfig.html */
export function loggingOf(functionName: string, given: KeptMembers["LoggingConfig"]): Logging {
  const levels = given?.LogFormat === "JSON" ? { ApplicationLogLevel: "INFO", SystemLogLevel: "INFO" } : {};
  return { LogFormat: "Text", LogGroup: `/aws/lambda/${functionName}`, ...levels, ...given };
}
