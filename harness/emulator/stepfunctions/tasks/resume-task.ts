import { lostCall } from "../execution/lost-call.ts";
import type { AttemptInFlight } from "../execution/standing.ts";
import type { StateRun } from "../execution/state-run.ts";
import { Document } from "../json/document.ts";
import { resumeActivity } from "./call-activity.ts";
import { failedFunction } from "./call-function.ts";
import { failService, finishService } from "./call-service.ts";
import { type RunningJob, splitPattern } from "./integration.ts";
import { integrationOf } from "./integrations.ts";
import { sdkService } from "./sdk-services.ts";
import { left } from "./task-limits.ts";

type ServiceAttempt = AttemptInFlight & { readonly kind: "service" };

/**
 * Goes on with an attempt that was under way when the process ended. What somebody outside ends goes on waiting for him; a
 * call whose answer was awaited is lost, and fails as a call does whose connection broke.
 */
export async function resumeTask(attempt: AttemptInFlight, run: StateRun): Promise<Document> {
  if (attempt.kind === "function") return failedFunction(run, lostCall("Lambda"));
  run.attempt = attempt;
  const { tokens } = run.thread.execution.callbacks;
  run.task = attempt.token === undefined ? undefined : tokens.reopen(attempt.token);
  try {
    return await (attempt.kind === "activity" ? resumeActivity(attempt, run) : resumeService(attempt, run));
  } finally {
    if (run.task) tokens.close(run.task);
  }
}

function resumeService(attempt: ServiceAttempt, run: StateRun): Promise<Document> {
  const job = jobOf(attempt, run);
  if (!job) return failService(attempt, run, lostCall(prefixOf(attempt.resourceType)));
  return finishService(attempt, job.ended, left(attempt.limits, attempt.startedAt, run), run, () => job.abandon());
}

/** What the Task waits for after its call; `undefined` when the call itself had not been answered, or nothing is left of it. */
function jobOf({ resourceType, resource, submitted }: ServiceAttempt, run: StateRun): RunningJob | undefined {
  if (submitted === undefined) return undefined;
  const { action, pattern } = splitPattern(resource);
  const { task } = run;
  if (pattern === "waitForTaskToken") return task && { ended: task.outcome, abandon() {} };
  // Of the services that run jobs, Step Functions alone has them again after a restart.
  if (pattern === "request-response" || resourceType !== "states") return undefined;
  const arn = (JSON.parse(submitted) as { readonly ExecutionArn?: unknown }).ExecutionArn;
  if (typeof arn !== "string" || !run.thread.execution.callbacks.executions.has(arn)) return undefined;
  return integrationOf(resourceType, action).follow?.(Document.parse(submitted), run, pattern);
}

const PREFIXES: Readonly<Record<string, string>> = {
  lambda: "Lambda",
  sqs: "SQS",
  states: "StepFunctions",
  mediaconvert: "MediaConvert",
};

function prefixOf(resourceType: string): string {
  return sdkService(resourceType)?.name ?? PREFIXES[resourceType] ?? resourceType;
}
