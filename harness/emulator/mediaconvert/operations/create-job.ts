import { jsonBody, jsonResponse, type RestOperation } from "../../gateway/rest-json-protocol.ts";
import { describeJob, type Jobs } from "../jobs.ts";
import { toCamelCase, toPascalCase } from "../member-case.ts";

/** https://docs.aws.amazon.com/mediaconvert/latest/apireference/jobs.html */
export const createJob = (jobs: Jobs): RestOperation => ({
  name: "CreateJob",
  method: "POST",
  path: "/2017-08-29/jobs",
  resource: () => ({ arn: "*", label: "job" }),
  perform: ({ http }) =>
    jsonResponse(201, { job: toCamelCase(describeJob(jobs.create(toPascalCase(jsonBody(http))))) }),
});
