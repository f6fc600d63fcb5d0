import { toCamelCase } from "../../gateway/member-case.ts";
import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeQueue, type Queues } from "../queues.ts";

/** https://docs.aws.amazon.com/mediaconvert/latest/apireference/queues-name.html */
export const getQueue = (queues: Queues): RestPerformance => ({
  resource: ({ labels }) => ({ arn: "*", label: labels.Name ?? "" }),
  perform: ({ labels }) => jsonResponse(200, { queue: toCamelCase(describeQueue(queues.find(labels.Name ?? ""))) }),
});
