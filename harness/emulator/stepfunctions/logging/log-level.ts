import type { LogLevel } from "./logging-configuration.ts";

const FATAL: ReadonlySet<string> = new Set(["ExecutionAborted", "ExecutionFailed", "ExecutionTimedOut"]);

/** Ends of the types that the table logs at ERROR; `FailStateEntered` is the exception. */
const FAILING = /(?:Failed|TimedOut|Aborted)$/;

/**
 * Whether a level logs an event of this type (https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-log-level).
 * Activities and EvaluationFailed are not in that table; they go by their ending.
 */
export function isLogged(level: LogLevel, type: string): boolean {
  switch (level) {
    case "ALL":
      return true;
    case "ERROR":
      return FAILING.test(type) || type === "FailStateEntered";
    case "FATAL":
      return FATAL.has(type);
    case "OFF":
      return false;
  }
}
