import { z } from "zod";
import { toCamelCase, toPascalCase } from "../../gateway/member-case.ts";
import { recordOf } from "../../gateway/record-of.ts";
import { jsonBody, jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { MINIMUM_CHARACTERS, MINIMUM_CONCURRENT_JOBS } from "../limits.ts";
import { describeQueue, type Queues } from "../queues.ts";
import { refusalOf } from "../refusal.ts";
import { oneOf } from "../settings/enumerated.ts";

const createQueueRequest = z.strictObject({
  Name: z.string().min(MINIMUM_CHARACTERS),
  Description: z.string().optional(),
  ConcurrentJobs: z.int().min(MINIMUM_CONCURRENT_JOBS).optional(),
  PricingPlan: oneOf("ON_DEMAND").optional(),
  Status: oneOf("ACTIVE").optional(),
  Tags: recordOf(z.string()).optional(),
});

/** On-demand queues: https://docs.aws.amazon.com/mediaconvert/latest/apireference/queues.html */
export const createQueue = (queues: Queues): RestPerformance => ({
  resource: () => ({ arn: "*", label: "queue" }),
  perform: ({ http }) => {
    const parsed = createQueueRequest.safeParse(toPascalCase(jsonBody(http)), { reportInput: true });
    if (!parsed.success) throw refusalOf(parsed.error);
    const { Name, Description, ConcurrentJobs } = parsed.data;
    const queue = queues.create(Name, { description: Description, concurrentJobs: ConcurrentJobs });
    return jsonResponse(201, { queue: toCamelCase(describeQueue(queue)) });
  },
});
