import type { StateRun } from "../execution/state-run.ts";
import type { Document } from "../json/document.ts";

/** How a Task goes on after its call (https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html). */
export type IntegrationPattern = "request-response" | "sync" | "sync:2" | "waitForTaskToken";

/** What a Task waits for after it has submitted a job. */
export interface RunningJob {
  /** The Task's result; rejects with `StateFailure` when the job has failed. */
  readonly ended: Promise<Document>;
  /** The Task ends before the job: a time-out, a stop, a report by token. */
  abandon(): void;
}

/** One service integration. */
export interface Integration {
  /** Performs the call; throws `StateFailure` when the service refuses. */
  call(request: Document, run: StateRun): Promise<Document>;
  /** For the patterns that wait for a job: follows the one that the call's answer names. */
  follow?(submitted: Document, run: StateRun, pattern: "sync" | "sync:2"): RunningJob;
}

const SUFFIXES: readonly (readonly [string, IntegrationPattern])[] = [
  [".waitForTaskToken", "waitForTaskToken"],
  [".sync:2", "sync:2"],
  [".sync", "sync"],
];

/** `startExecution.sync:2` → `startExecution` and its pattern. */
export function splitPattern(resource: string): { action: string; pattern: IntegrationPattern } {
  const suffix = SUFFIXES.find(([text]) => resource.endsWith(text));
  if (!suffix) return { action: resource, pattern: "request-response" };
  return { action: resource.slice(0, -suffix[0].length), pattern: suffix[1] };
}
