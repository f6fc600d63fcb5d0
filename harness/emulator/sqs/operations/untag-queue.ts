import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { missingParameter } from "../errors.ts";
import { parseInput, queueUrl } from "../input.ts";
import { queueOperation, type SqsState } from "../operation.ts";

const schema = z.object({ QueueUrl: queueUrl, TagKeys: z.array(z.string()) });

/** Keys that the queue does not have are passed over: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_UntagQueue.html */
export const untagQueue = (state: SqsState): JsonOperation =>
  queueOperation(state, (input) => {
    const { QueueUrl, TagKeys } = parseInput(schema, input);
    const queue = state.queues.byUrl(QueueUrl);
    if (TagKeys.length === 0) throw missingParameter("TagKeys");
    queue.tags = Object.fromEntries(Object.entries(queue.tags).filter(([key]) => !TagKeys.includes(key)));
    return undefined;
  });
