import type { Activity } from "../activities/activity.ts";
import type { PendingTask } from "../callbacks/pending-task.ts";
import { Cancelled, dataLimitExceeded, RuntimeFailure, type StateFailure } from "../execution/failure.ts";
import { NOT_TRUNCATED } from "../execution/history.ts";
import type { AttemptInFlight } from "../execution/standing.ts";
import { answerMocked } from "../execution/state-mocks.ts";
import type { StateRun } from "../execution/state-run.ts";
import { type Document, exceedsBytes } from "../json/document.ts";
import { MAXIMUM_DATA_BYTES } from "../limits.ts";
import { describeLimits, left, TASK_TIMED_OUT, type TaskLimits, withinTaskLimits } from "./task-limits.ts";

/**
 * A Task whose Resource is an activity: it waits for a worker without limit, and both limits begin when one has taken it
 * (https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html#task-state-fields). `run.task` is its task.
 */
export async function callActivity(
  activityArn: string,
  request: Document,
  run: StateRun,
  limits: TaskLimits,
): Promise<Document> {
  const { thread, task } = run;
  const mocked = run.mocked();
  const activity = thread.execution.callbacks.activities.get(activityArn);
  // Recorded: test_activity_task_on_deleted.
  if (!activity && !mocked) throw new RuntimeFailure(`The activity ${activityArn} does not exist.`);
  thread.record("ActivityScheduled", {
    resource: activityArn,
    input: request.text,
    inputDetails: NOT_TRUNCATED,
    ...describeLimits(limits),
  });
  if (mocked) {
    await undefined;
    thread.record("ActivityStarted", {});
    return succeeded(run, await answerMocked(mocked).catch((error: unknown) => failed(run, run.failureOf(error))));
  }
  if (!activity || !task) throw new Error("The Task of an activity has no token.");
  const { token } = task;
  const attempt: ActivityAttempt = {
    kind: "activity",
    activityArn,
    input: request.text,
    limits,
    token,
    startedAt: undefined,
  };
  run.attempt = attempt;
  await takenByWorker(activity, task, attempt, run);
  return finishActivity(attempt, task, limits, run);
}

type ActivityAttempt = AttemptInFlight & { readonly kind: "activity" };

/** Goes on with a task that waits for a worker, or for what the worker makes of it. */
export async function resumeActivity(attempt: ActivityAttempt, run: StateRun): Promise<Document> {
  const { thread, task } = run;
  const activity = thread.execution.callbacks.activities.get(attempt.activityArn);
  if (!activity || !task) throw new RuntimeFailure(`The activity ${attempt.activityArn} does not exist.`);
  const { startedAt, limits } = attempt;
  if (startedAt !== undefined) return finishActivity(attempt, task, left(limits, startedAt, run), run);
  await takenByWorker(activity, task, attempt, run);
  return finishActivity(attempt, task, limits, run);
}

async function takenByWorker(
  activity: Activity,
  task: PendingTask,
  attempt: ActivityAttempt,
  run: StateRun,
): Promise<void> {
  const { thread } = run;
  const release = thread.execution.clock.expectOutside(`a worker of ${run.name} (${thread.execution.name})`);
  await new Promise<void>((resolve, reject) => {
    const start = (workerName: string | undefined): boolean => {
      withdraw();
      try {
        attempt.startedAt = thread.execution.now();
        thread.record("ActivityStarted", workerName === undefined ? {} : { workerName });
      } catch (error) {
        if (!(error instanceof Cancelled)) throw error;
        reject(error);
        return false;
      }
      resolve();
      return true;
    };
    const withdraw = thread.cancellation.onCancel(() => {
      takeBack();
      reject(new Cancelled());
    });
    const takeBack = activity.schedule({ token: task.token, input: attempt.input, start });
  }).finally(release);
}

async function finishActivity(
  { activityArn }: ActivityAttempt,
  task: PendingTask,
  limits: TaskLimits,
  run: StateRun,
): Promise<Document> {
  const { thread } = run;
  let timedOut = false;
  const result = await withinTaskLimits(task.outcome, limits, run, () => {
    timedOut = true;
    thread.record("ActivityTimedOut", { error: TASK_TIMED_OUT });
  }).catch((error: unknown) => {
    if (timedOut) throw error;
    return failed(run, run.failureOf(error));
  });
  if (exceedsBytes(result.text, MAXIMUM_DATA_BYTES)) return failed(run, dataLimitExceeded(activityArn));
  return succeeded(run, result);
}

function succeeded(run: StateRun, result: Document): Document {
  run.thread.record("ActivitySucceeded", { output: result.text, outputDetails: NOT_TRUNCATED });
  return result;
}

function failed(run: StateRun, failure: StateFailure): never {
  run.thread.record("ActivityFailed", {
    ...(failure.error !== undefined && { error: failure.error }),
    ...(failure.failureCause !== undefined && { cause: failure.failureCause }),
  });
  throw failure;
}
