import { toPascalCase } from "../../gateway/member-case.ts";
import { jsonBody, jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";

/** https://docs.aws.amazon.com/mediaconvert/latest/apireference/jobs.html */
export const createJob = (create: (request: unknown) => unknown): RestPerformance => ({
  resource: () => ({ arn: "*", label: "job" }),
  perform: ({ http }) => jsonResponse(201, { job: create(toPascalCase(jsonBody(http))) }),
});
