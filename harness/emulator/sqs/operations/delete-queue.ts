import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseInput, queueUrl } from "../input.ts";
import { queueOperation, type SqsState } from "../operation.ts";

const schema = z.object({ QueueUrl: queueUrl });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
export const deleteQueue = (state: SqsState): JsonOperation =>
  queueOperation(state, (input, call) => {
    const { QueueUrl } = parseInput(schema, input);
    state.queues.delete(state.queues.byUrl(QueueUrl), call.receivedAt);
    return {};
  });
