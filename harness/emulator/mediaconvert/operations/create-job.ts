import { toPascalCase } from "../../gateway/member-case.ts";
import { jsonBody, jsonResponse, type RestOperation } from "../../gateway/rest-json-protocol.ts";

/** https://docs.aws.amazon.com/mediaconvert/latest/apireference/jobs.html */
export const createJob = (create: (request: unknown) => unknown): RestOperation => ({
  name: "CreateJob",
  method: "POST",
  path: "/2017-08-29/jobs",
  resource: () => ({ arn: "*", label: "job" }),
  perform: ({ http }) => jsonResponse(201, { job: create(toPascalCase(jsonBody(http))) }),
});
