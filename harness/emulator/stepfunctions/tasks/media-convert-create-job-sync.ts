import { StateFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";
import { Document } from "../json/document.ts";
import { isObject, type Json } from "../json/json.ts";
import { fromNative } from "../json/native.ts";
import { writeJson } from "../json/write.ts";
import { submitMediaConvertJob } from "./media-convert-create-job.ts";
import type { SubmittedTask } from "./submitted-task.ts";

/**
 * `mediaconvert:createJob.sync`: the Task ends when the job has ended, and its result is the job. A job that did not complete
 * is States.TaskFailed with the job as the cause, as of the other services that run jobs (README). A Task that ends before
 * its job cancels the job.
 */
export async function runMediaConvertJob(request: Document, run: StateRun, task: SubmittedTask): Promise<Document> {
  const { integrations } = run.thread.execution;
  const submitted = await submitMediaConvertJob(request, run);
  const jobId = idOf(submitted);
  let ended = false;
  task.submitted(submitted, () => {
    if (!ended) integrations.mediaConvertAbandonJob(jobId);
  });
  const { status, response } = await integrations.mediaConvertJobEnded(jobId);
  ended = true;
  const answer = fromNative(response);
  if (status === "COMPLETE") return new Document(answer);
  throw new StateFailure("States.TaskFailed", writeJson(jobOf(answer)));
}

function idOf({ value }: Document): string {
  const job = jobOf(value);
  const id = isObject(job) ? job.get("Id") : undefined;
  if (typeof id !== "string") throw new Error("CreateJob answered without a job's id.");
  return id;
}

function jobOf(answer: Json): Json {
  return (isObject(answer) ? answer.get("Job") : undefined) ?? null;
}
