import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseInput, queueUrl } from "../input.ts";
import { queueOperation, type SqsState } from "../operation.ts";
import { checkVisibilityTimeout } from "../visibility-timeout.ts";

const schema = z.object({ QueueUrl: queueUrl, ReceiptHandle: z.string(), VisibilityTimeout: z.number().int() });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export const changeMessageVisibility = (state: SqsState): JsonOperation =>
  queueOperation(state, (input, call) => {
    const { QueueUrl, ReceiptHandle, VisibilityTimeout } = parseInput(schema, input);
    const queue = state.queues.byUrl(QueueUrl);
    checkVisibilityTimeout(VisibilityTimeout);
    queue.changeVisibility(ReceiptHandle, VisibilityTimeout, call.receivedAt);
    return {};
  });
