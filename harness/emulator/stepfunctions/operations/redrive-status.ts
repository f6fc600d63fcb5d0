import type { Execution } from "../execution/execution.ts";
import { MAXIMUM_EVENTS, MAXIMUM_OPEN_MS, REDRIVABLE_PERIOD_MS } from "../limits.ts";
import type { StepFunctionsService } from "../service.ts";

/** Why an execution cannot be redriven, in the words of DescribeExecution; `undefined` when it can. */
export function notRedrivableReason(execution: Execution, service: StepFunctionsService): string | undefined {
  const { status, startedAt, endedAt = startedAt } = execution;
  const now = service.clock.now();
  if (service.deleting.has(execution.machine.arn)) return "State machine is in DELETING status";
  if (status === "RUNNING" || status === "SUCCEEDED") return `Execution is ${status} and cannot be redriven`;
  if (execution.history.events.length >= MAXIMUM_EVENTS - 1) return "Execution history event limit exceeded";
  if (now - startedAt > MAXIMUM_OPEN_MS) return "Execution has exceeded the max execution time";
  if (now - endedAt > REDRIVABLE_PERIOD_MS) return "Execution redrivable period exceeded";
  return undefined;
}

/** What DescribeExecution says of redrives. */
export function wireRedriveStatus(execution: Execution, service: StepFunctionsService): Record<string, unknown> {
  const reason = notRedrivableReason(execution, service);
  return {
    ...wireRedrives(execution),
    ...(reason === undefined
      ? { redriveStatus: "REDRIVABLE" }
      : { redriveStatus: "NOT_REDRIVABLE", redriveStatusReason: reason }),
  };
}

/** What lists say of redrives. */
export function wireRedrives({ redriveCount, redrivenAt }: Execution): Record<string, unknown> {
  return { redriveCount, ...(redrivenAt !== undefined && { redriveDate: redrivenAt / 1000 }) };
}
