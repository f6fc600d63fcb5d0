import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseInput, queueUrl } from "../input.ts";
import { queueOperation, type SqsState } from "../operation.ts";

const schema = z.object({ QueueUrl: queueUrl, ReceiptHandle: z.string() });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export const deleteMessage = (state: SqsState): JsonOperation =>
  queueOperation(state, (input, call) => {
    const { QueueUrl, ReceiptHandle } = parseInput(schema, input);
    state.queues.byUrl(QueueUrl).delete(ReceiptHandle, call.receivedAt);
    return {};
  });
