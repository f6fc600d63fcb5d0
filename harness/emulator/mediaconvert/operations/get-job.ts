import { jsonResponse, type RestOperation } from "../../gateway/rest-json-protocol.ts";
import { describeJob, type Jobs } from "../jobs.ts";
import { toCamelCase } from "../member-case.ts";

/** https://docs.aws.amazon.com/mediaconvert/latest/apireference/jobs-id.html */
export const getJob = (jobs: Jobs): RestOperation => ({
  name: "GetJob",
  method: "GET",
  path: "/2017-08-29/jobs/{Id}",
  resource: ({ labels }) => ({ arn: "*", label: labels.Id ?? "" }),
  perform: ({ labels }) => jsonResponse(200, { job: toCamelCase(describeJob(jobs.find(labels.Id ?? ""))) }),
});
