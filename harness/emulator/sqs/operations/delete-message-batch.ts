import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkBatch, performBatch } from "../batch.ts";
import { parseInput, queueUrl } from "../input.ts";
import { queueOperation, type SqsState } from "../operation.ts";

const schema = z.object({
  QueueUrl: queueUrl,
  Entries: z.array(z.object({ Id: z.string(), ReceiptHandle: z.string() })),
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export const deleteMessageBatch = (state: SqsState): JsonOperation =>
  queueOperation(state, (input, call) => {
    const { QueueUrl, Entries } = parseInput(schema, input);
    const queue = state.queues.byUrl(QueueUrl);
    checkBatch("DeleteMessageBatchRequestEntry", Entries);
    return performBatch(Entries, ({ ReceiptHandle }) => {
      queue.delete(ReceiptHandle, call.receivedAt);
      return {};
    });
  });
