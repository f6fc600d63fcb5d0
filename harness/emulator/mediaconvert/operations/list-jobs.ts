import { jsonResponse, type RestOperation } from "../../gateway/rest-json-protocol.ts";
import { describeJob, type Jobs } from "../jobs.ts";
import { toCamelCase } from "../member-case.ts";

/** Newest first, as the service's default order: https://docs.aws.amazon.com/mediaconvert/latest/apireference/jobs.html */
export const listJobs = (jobs: Jobs): RestOperation => ({
  name: "ListJobs",
  method: "GET",
  path: "/2017-08-29/jobs",
  resource: () => ({ arn: "*", label: "jobs" }),
  perform: () => jsonResponse(200, { jobs: toCamelCase(jobs.all().map(describeJob).toReversed()) }),
});
