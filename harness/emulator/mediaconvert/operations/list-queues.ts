import { toCamelCase } from "../../gateway/member-case.ts";
import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { page } from "../page.ts";
import { describeQueue, type Queues } from "../queues.ts";

/** https://docs.aws.amazon.com/mediaconvert/latest/apireference/queues.html */
export const listQueues = (queues: Queues): RestPerformance => ({
  resource: () => ({ arn: "*", label: "queues" }),
  perform: ({ query }) => {
    const { items, nextToken } = page(queues.all(), query);
    const described = items.map((queue) => toCamelCase(describeQueue(queue)));
    return jsonResponse(200, { queues: described, ...(nextToken !== undefined && { nextToken }) });
  },
});
