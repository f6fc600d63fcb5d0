import type { System } from "../../system/revisions.ts";
import { type Deployment, retryTaskFailed, type TaskState, type Template } from "./definition.ts";

type CallbackTask = Omit<TaskState, "Next" | "End">;

/** Reports a result: `body` (or the body at a path) goes to the callback function. */
export function resultCallback(system: System, to: Deployment, parameters: Template): CallbackTask {
  return {
    Type: "Task",
    Resource: to.functionArn("callback"),
    Parameters: { statusCode: 200, ...parameters },
    TimeoutSeconds: 120,
    Retry: system.has("D14") ? retryTaskFailed(5, 3) : PATIENT,
  };
}

/** Reports a failure, with `$.error` as a Catch has put it there. */
export function failureCallback(system: System, to: Deployment, body: Template): CallbackTask {
  return {
    Type: "Task",
    Resource: to.functionArn("callback"),
    Parameters: { body },
    TimeoutSeconds: 60,
    // D14: a failure that cannot be reported at once is never reported.
    ...(system.has("D14") ? {} : { Retry: PATIENT }),
  };
}

/** Also after a time-out, and long enough (315 s) for a server that restarts. */
const PATIENT = [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 5, MaxAttempts: 6, BackoffRate: 2 }] as const;
