import { TimeLimitReached, withinLimits } from "../execution/cancellation.ts";
import { StateFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";

/** Time limits of a Task, in seconds. */
export interface TaskLimits {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/** As the Scheduled events show the limits. */
export function describeLimits(limits: TaskLimits): Record<string, number> {
  return {
    ...(limits.timeoutSeconds !== undefined && { timeoutInSeconds: limits.timeoutSeconds }),
    ...(limits.heartbeatSeconds !== undefined && { heartbeatInSeconds: limits.heartbeatSeconds }),
  };
}

/** Limits of which a part has passed since `startedAt`, milliseconds since the epoch. A heartbeat is waited for anew. */
export function left({ timeoutSeconds, heartbeatSeconds }: TaskLimits, startedAt: number, run: StateRun): TaskLimits {
  const passedSeconds = (run.thread.execution.now() - startedAt) / 1000;
  return {
    timeoutSeconds: timeoutSeconds === undefined ? undefined : Math.max(0, timeoutSeconds - passedSeconds),
    heartbeatSeconds,
  };
}

/** A time-out or a missed heartbeat: `States.Timeout` without a cause (recorded on both). */
export const TASK_TIMED_OUT = "States.Timeout";

/**
 * Waits for a called service within the limits. A task that nobody outside knows sends no heartbeats, so the first missed
 * one ends it. `onTimeout` records the time-out; other errors go through.
 */
export async function withinTaskLimits<T>(
  work: Promise<T>,
  limits: TaskLimits,
  run: StateRun,
  onTimeout: () => void,
): Promise<T> {
  const { task } = run;
  const beats = task && limits.heartbeatSeconds !== undefined;
  const seconds = Math.min(
    limits.timeoutSeconds ?? Infinity,
    (beats ? undefined : limits.heartbeatSeconds) ?? Infinity,
  );
  const { clock } = run.thread.execution;
  const release = task && clock.expectOutside(`the token of ${run.name} (${run.thread.execution.name})`);
  try {
    return await withinLimits(clock, work, {
      cancellation: run.thread.cancellation,
      limitMs: seconds === Infinity ? undefined : seconds * 1000,
      heartbeat: beats
        ? {
            limitMs: (limits.heartbeatSeconds ?? 0) * 1000,
            onBeat: (listener) => task.onHeartbeat(listener),
          }
        : undefined,
      label: `time limit of ${run.name} (${run.thread.execution.name})`,
    });
  } catch (error) {
    if (!(error instanceof TimeLimitReached)) throw error;
    onTimeout();
    throw new StateFailure(TASK_TIMED_OUT, undefined);
  } finally {
    release?.();
  }
}
