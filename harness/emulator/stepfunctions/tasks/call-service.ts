import { dataLimitExceeded, type StateFailure } from "../execution/failure.ts";
import { NOT_TRUNCATED } from "../execution/history.ts";
import { MAXIMUM_DATA_BYTES } from "../execution/limits.ts";
import { answerMocked } from "../execution/state-mocks.ts";
import type { StateRun } from "../execution/state-run.ts";
import { type Document, exceedsBytes } from "../json/document.ts";
import { invokeFunction } from "./lambda-invoke.ts";
import { createMediaConvertJob, submitMediaConvertJob } from "./media-convert-create-job.ts";
import { runMediaConvertJob } from "./media-convert-create-job-sync.ts";
import type { SubmittedTask } from "./submitted-task.ts";
import { describeLimits, TASK_TIMED_OUT, type TaskLimits, withinTaskLimits } from "./task-limits.ts";

interface ServiceResource {
  readonly resourceType: string;
  readonly resource: string;
}

/** A service integration's call: gives the result, throws `StateFailure` when the service refuses. */
type ServiceCall = (request: Document, run: StateRun, task: SubmittedTask) => Promise<Document>;

const CALLS: ReadonlyMap<string, ServiceCall> = new Map([
  ["lambda/invoke", invokeFunction],
  ["aws-sdk:mediaconvert/createJob", createMediaConvertJob],
  ["mediaconvert/createJob", submitMediaConvertJob],
  ["mediaconvert/createJob.sync", runMediaConvertJob],
]);

/** A Task whose Resource is a service integration: Task* events. */
export async function callService(
  { resourceType, resource }: ServiceResource,
  request: Document,
  run: StateRun,
  limits: TaskLimits,
): Promise<Document> {
  const { thread } = run;
  const call = CALLS.get(`${resourceType}/${resource}`);
  const mocked = run.mocked();
  const where = { resourceType, resource };
  const fail = (failure: StateFailure): never => {
    thread.record("TaskFailed", {
      ...where,
      ...(failure.error !== undefined && { error: failure.error }),
      ...(failure.failureCause !== undefined && { cause: failure.failureCause }),
    });
    throw failure;
  };
  thread.record("TaskScheduled", {
    ...where,
    region: thread.execution.region,
    parameters: request.text,
    ...describeLimits(limits),
  });
  await undefined;
  thread.record("TaskStarted", where);
  let timedOut = false;
  let abandon = (): void => {};
  const task: SubmittedTask = {
    submitted(answer, abandoned) {
      if (timedOut || thread.cancellation.cancelled) return abandoned();
      thread.record("TaskSubmitted", { ...where, output: answer.text, outputDetails: NOT_TRUNCATED });
      abandon = abandoned;
    },
  };
  const perform = (): Promise<Document> => {
    if (mocked) return answerMocked(mocked);
    if (!call) throw new Error(`${resourceType}:${resource} passed the definition's check, but nothing performs it.`);
    return call(request, run, task);
  };
  const withdraw = thread.cancellation.onCancel(() => abandon());
  const result = await withinTaskLimits(perform(), limits, run, () => {
    timedOut = true;
    abandon();
    thread.record("TaskTimedOut", { ...where, error: TASK_TIMED_OUT });
  })
    .catch((error: unknown) => {
      if (timedOut) throw error;
      return fail(run.failureOf(error));
    })
    .finally(withdraw);
  if (exceedsBytes(result.text, MAXIMUM_DATA_BYTES)) return fail(dataLimitExceeded(resourceType));
  thread.record("TaskSucceeded", { ...where, output: result.text, outputDetails: NOT_TRUNCATED });
  return result;
}
