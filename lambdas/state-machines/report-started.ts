import type { System } from "../../system/revisions.ts";
import { type Deployment, retryTaskFailed, type State } from "./definition.ts";

/**
 * A first state that reports to the server which execution runs the job and since when. A lost report does not stop the
 * job: the final callback carries both again. D10: there is no such state.
 */
export function reportStarted(
  system: System,
  to: Deployment,
  next: string,
): { startAt: string; states: Record<string, State> } {
  if (system.has("D10")) return { startAt: next, states: {} };
  return {
    startAt: "ReportStarted",
    states: {
      ReportStarted: {
        Type: "Task",
        Resource: to.functionArn("callback"),
        Parameters: {
          body: {
            "jobId.$": "$.jobId",
            "listingIdentityId.$": "$.listingIdentityId",
            status: "RUNNING",
            provider: "STEP_FUNCTIONS",
            "executionArn.$": "$$.Execution.Id",
            "startedAt.$": "$$.Execution.StartTime",
            "traceparent.$": "$.traceparent",
          },
        },
        ResultPath: null,
        TimeoutSeconds: 60,
        Retry: retryTaskFailed(2, 2),
        Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: null, Next: next }],
        Next: next,
      },
    },
  };
}
