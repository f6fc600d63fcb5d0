import { createRestProtocol } from "../gateway/rest-json-protocol.ts";
import type { Room, RoomDependencies } from "../room.ts";
import { describeJob, Jobs } from "./jobs.ts";
import { createJob } from "./operations/create-job.ts";
import { describeEndpoints } from "./operations/describe-endpoints.ts";
import { getJob } from "./operations/get-job.ts";
import { listJobs } from "./operations/list-jobs.ts";

/** The MediaConvert room: a control plane that takes jobs and does not convert. */
export interface MediaConvert extends Room {
  /** Step Functions' `aws-sdk:mediaconvert:createJob`, recorded as a hop. Throws AwsError. */
  createJob(call: { readonly request: unknown; readonly source: string }): Promise<{ readonly response: unknown }>;
}

export function createMediaConvert(deps: RoomDependencies): MediaConvert {
  const jobs = new Jobs(deps);
  const room = createRestProtocol({
    service: "mediaconvert",
    operations: [createJob(jobs), describeEndpoints(), getJob(jobs), listJobs(jobs)],
    notEmulated: [
      ["CancelJob", "DELETE", "/2017-08-29/jobs/{Id}"],
      ["ListQueues", "GET", "/2017-08-29/queues"],
      ["CreateQueue", "POST", "/2017-08-29/queues"],
    ],
    errorBody: (error) => ({ message: error.message }),
  });
  return {
    ...room,
    createJob: ({ request, source }) =>
      deps.network.operation({ source, target: "mediaconvert", operation: "CreateJob", resource: "job" }, () => ({
        response: { Job: describeJob(jobs.create(request)) },
      })),
  };
}
