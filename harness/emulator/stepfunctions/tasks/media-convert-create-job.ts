import { StateFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";
import { Document } from "../json/document.ts";
import { isObject, type Json } from "../json/json.ts";
import { fromNative, toNative } from "../json/native.ts";
import { writeJson } from "../json/write.ts";
import type { Integration, RunningJob } from "./integration.ts";
import { optimisedFailure } from "./optimised-failure.ts";

/** `mediaconvert:createJob`, optimised: request and response in PascalCase. */
export const mediaConvertCreateJob: Integration = {
  async call(request, run) {
    const { integrations } = run.thread.execution;
    const answer = await integrations
      .mediaConvertCreateJob({ request: toNative(request.value), source: "states" })
      .catch((error: unknown) => {
        throw optimisedFailure("MediaConvert", "AWSMediaConvert", error);
      });
    return new Document(fromNative(answer.response));
  },
  follow: followJob,
};

/**
 * `.sync`: the Task ends when the job has ended, and its result is the job. A job that did not complete is
 * States.TaskFailed with the job as the cause, as of the other services that run jobs (README). A Task that ends before its
 * job cancels the job.
 */
function followJob(submitted: Document, run: StateRun): RunningJob {
  const { integrations } = run.thread.execution;
  const jobId = idOf(submitted);
  let over = false;
  return {
    ended: integrations.mediaConvertJobEnded(jobId).then(({ status, response }) => {
      over = true;
      const answer = fromNative(response);
      if (status === "COMPLETE") return new Document(answer);
      throw new StateFailure("States.TaskFailed", writeJson(jobOf(answer)));
    }),
    abandon() {
      if (!over) integrations.mediaConvertAbandonJob(jobId);
    },
  };
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
