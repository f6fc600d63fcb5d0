import { dataLimitExceeded, RuntimeFailure, type StateFailure } from "../execution/failure.ts";
import { NOT_TRUNCATED } from "../execution/history.ts";
import { answerMocked, type MockedResult } from "../execution/state-mocks.ts";
import type { StateRun } from "../execution/state-run.ts";
import { type Document, exceedsBytes } from "../json/document.ts";
import { MAXIMUM_DATA_BYTES } from "../limits.ts";
import { isEmulatedIntegration } from "./emulated-integrations.ts";
import { type RunningJob, splitPattern } from "./integration.ts";
import { integrationOf } from "./integrations.ts";
import { describeLimits, TASK_TIMED_OUT, type TaskLimits, withinTaskLimits } from "./task-limits.ts";
import { checkParameters } from "./task-parameters.ts";

interface ServiceResource {
  readonly resourceType: string;
  readonly resource: string;
}

/** A Task whose Resource is a service integration: Task* events. */
export async function callService(
  where: ServiceResource,
  request: Document,
  run: StateRun,
  limits: TaskLimits,
  requestField: "Parameters" | "Arguments",
): Promise<Document> {
  const { thread } = run;
  const { resourceType, resource } = where;
  const events = { resourceType, resource };
  const mocked = run.mocked();
  if (!mocked && !isEmulatedIntegration(resourceType, resource)) throw notMocked(run.name, where);
  if (!mocked) checkParameters(resourceType, splitPattern(resource).action, request, requestField);
  const { task } = run;
  run.attempt = {
    kind: "service",
    ...events,
    limits,
    startedAt: run.thread.execution.now(),
    token: task?.token,
    submitted: undefined,
  };
  thread.record("TaskScheduled", {
    ...events,
    region: thread.execution.region,
    parameters: request.text,
    ...describeLimits(limits),
    ...(run.roleArn !== undefined && { taskCredentials: { roleArn: run.roleArn } }),
  });
  await undefined;
  thread.record("TaskStarted", events);
  const work = new ServiceWork(events, run);
  return finishService(events, work.perform(request, mocked), limits, run, () => work.abandon());
}

/** Waits for the outcome of a Task that has started; `abandon` when it ends before. */
export async function finishService(
  { resourceType, resource }: ServiceResource,
  outcome: Promise<Document>,
  limits: TaskLimits,
  run: StateRun,
  abandon: () => void,
): Promise<Document> {
  const { thread } = run;
  const events = { resourceType, resource };
  const withdraw = thread.cancellation.onCancel(abandon);
  let timedOut = false;
  const result = await withinTaskLimits(outcome, limits, run, () => {
    timedOut = true;
    abandon();
    thread.record("TaskTimedOut", { ...events, error: TASK_TIMED_OUT });
  })
    .catch((error: unknown) => {
      if (timedOut) throw error;
      return failService(events, run, run.failureOf(error));
    })
    .finally(withdraw);
  if (exceedsBytes(result.text, MAXIMUM_DATA_BYTES)) return failService(events, run, dataLimitExceeded(resourceType));
  thread.record("TaskSucceeded", { ...events, output: result.text, outputDetails: NOT_TRUNCATED });
  return result;
}

/** Records that a Task has failed, and throws. */
export function failService({ resourceType, resource }: ServiceResource, run: StateRun, failure: StateFailure): never {
  run.thread.record("TaskFailed", {
    resourceType,
    resource,
    ...(failure.error !== undefined && { error: failure.error }),
    ...(failure.failureCause !== undefined && { cause: failure.failureCause }),
  });
  throw failure;
}

/** A machine may ask for more than the room has when a test case mocks the state; this execution was started without it. */
function notMocked(state: string, { resourceType, resource }: ServiceResource): RuntimeFailure {
  return new RuntimeFailure(
    `${resourceType}:${resource} is not emulated. Start the execution with a test case that mocks the state '${state}'.`,
  );
}

/** The call of one attempt, and what it waits for afterwards. */
class ServiceWork {
  readonly #events: ServiceResource;
  readonly #run: StateRun;
  #abandoned = false;
  #job: RunningJob | undefined;

  constructor(events: ServiceResource, run: StateRun) {
    this.#events = events;
    this.#run = run;
  }

  async perform(request: Document, mocked: MockedResult | undefined): Promise<Document> {
    const { resourceType, resource } = this.#events;
    const { action, pattern } = splitPattern(resource);
    if (mocked) {
      const result = await answerMocked(mocked);
      if (pattern !== "request-response") this.#submitted(result);
      return result;
    }
    const integration = integrationOf(resourceType, action);
    const answer = await integration.call(request, this.#run);
    if (pattern === "request-response") return answer;
    const { task } = this.#run;
    if (pattern === "waitForTaskToken") {
      if (!task) throw new Error(`The task token of ${this.#run.name} is missing.`);
      if (!this.#abandoned) this.#submitted(answer);
      return task.outcome;
    }
    const job = integration.follow?.(answer, this.#run, pattern);
    if (!job) throw new Error(`Nothing follows the job of ${resourceType}:${resource}.`);
    if (this.#abandoned) job.abandon();
    else this.#submitted(answer);
    this.#job = job;
    const result = await (task ? Promise.race([job.ended, task.outcome]) : job.ended);
    this.#job = undefined;
    return result;
  }

  /** The Task has ended before its work. */
  abandon(): void {
    this.#abandoned = true;
    this.#job?.abandon();
  }

  #submitted(answer: Document): void {
    const { attempt } = this.#run;
    if (attempt?.kind === "service") attempt.submitted = answer.text;
    this.#run.thread.record("TaskSubmitted", { ...this.#events, output: answer.text, outputDetails: NOT_TRUNCATED });
  }
}
