import type { RestRoute } from "../gateway/rest-json-protocol.ts";

/**
 * Operations that this room answers, and how the wire names them
 * (https://docs.aws.amazon.com/mediaconvert/latest/apireference/resources.html).
 */
export const ROUTES = [
  ["CancelJob", "DELETE", "/2017-08-29/jobs/{Id}"],
  ["CreateJob", "POST", "/2017-08-29/jobs"],
  ["CreateQueue", "POST", "/2017-08-29/queues"],
  ["DescribeEndpoints", "POST", "/2017-08-29/endpoints"],
  ["GetJob", "GET", "/2017-08-29/jobs/{Id}"],
  ["GetQueue", "GET", "/2017-08-29/queues/{Name}"],
  ["ListJobs", "GET", "/2017-08-29/jobs"],
  ["ListQueues", "GET", "/2017-08-29/queues"],
] as const satisfies readonly RestRoute[];

export type MediaConvertOperationName = (typeof ROUTES)[number][0];
