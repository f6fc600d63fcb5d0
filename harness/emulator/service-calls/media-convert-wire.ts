import { type RestBinding, restJsonWire } from "./rest-json-wire.ts";

/** https://docs.aws.amazon.com/mediaconvert/latest/apireference/resources.html */
export const mediaConvertWire = restJsonWire({
  service: "mediaconvert",
  host: "mediaconvert.amazonaws.com",
  members: "camelCase",
  operations: new Map<string, RestBinding>([
    ["CreateJob", ["POST", "/2017-08-29/jobs"]],
    ["GetJob", ["GET", "/2017-08-29/jobs/{Id}"]],
    ["CancelJob", ["DELETE", "/2017-08-29/jobs/{Id}"]],
    ["ListJobs", ["GET", "/2017-08-29/jobs"]],
    ["CreateQueue", ["POST", "/2017-08-29/queues"]],
    ["GetQueue", ["GET", "/2017-08-29/queues/{Name}"]],
    ["ListQueues", ["GET", "/2017-08-29/queues"]],
    ["DescribeEndpoints", ["POST", "/2017-08-29/endpoints"]],
  ]),
});
