import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkBatch, performBatch } from "../batch.ts";
import { optional, parseInput, queueUrl } from "../input.ts";
import { queueOperation, type SqsState } from "../operation.ts";
import { checkVisibilityTimeout } from "../visibility-timeout.ts";

const schema = z.object({
  QueueUrl: queueUrl,
  Entries: z.array(
    z.object({ Id: z.string(), ReceiptHandle: z.string(), VisibilityTimeout: optional(z.number().int()) }),
  ),
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
export const changeMessageVisibilityBatch = (state: SqsState): JsonOperation =>
  queueOperation(state, (input, call) => {
    const { QueueUrl, Entries } = parseInput(schema, input);
    const queue = state.queues.byUrl(QueueUrl);
    checkBatch("ChangeMessageVisibilityBatchRequestEntry", Entries);
    return performBatch(Entries, ({ ReceiptHandle, VisibilityTimeout = 0 }) => {
      checkVisibilityTimeout(VisibilityTimeout);
      queue.changeVisibility(ReceiptHandle, VisibilityTimeout, call.receivedAt);
      return {};
    });
  });
