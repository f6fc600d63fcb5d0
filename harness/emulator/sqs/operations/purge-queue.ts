import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { purgeQueueInProgress } from "../errors.ts";
import { parseInput, queueUrl } from "../input.ts";
import { PURGE_INTERVAL_MS } from "../limits.ts";
import { queueOperation, type SqsState } from "../operation.ts";

const schema = z.object({ QueueUrl: queueUrl });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const purgeQueue = (state: SqsState): JsonOperation =>
  queueOperation(state, (input, call) => {
    const queue = state.queues.byUrl(parseInput(schema, input).QueueUrl);
    if (queue.purgedAt !== undefined && call.receivedAt < queue.purgedAt + PURGE_INTERVAL_MS) {
      throw purgeQueueInProgress(queue.name);
    }
    queue.purge(call.receivedAt);
    return {};
  });
