import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { recordOf } from "../../gateway/record-of.ts";
import { optional, parseInput } from "../input.ts";
import { callerAccount, namedOperation, type SqsState, textOf } from "../operation.ts";
import { queueUrlFor } from "../queue-url.ts";
import { checkTags } from "../tags.ts";

const schema = z.object({
  QueueName: z.string(),
  Attributes: optional(recordOf(z.string())),
  tags: optional(recordOf(z.string())),
});

/**
 * A queue that is there already keeps its tags:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
 */
export const createQueue = (state: SqsState): JsonOperation =>
  namedOperation(
    state,
    (input) => textOf(input.QueueName),
    (input, call) => {
      const { QueueName, Attributes, tags = {} } = parseInput(schema, input);
      checkTags(tags);
      const accountId = callerAccount(state, call);
      const isNew = state.queues.byName(QueueName, accountId) === undefined;
      const queue = state.queues.create(QueueName, Attributes ?? {}, call.receivedAt, accountId);
      if (isNew) queue.tags = tags;
      return { QueueUrl: queueUrlFor(call.http, state.deps, queue.name, accountId) };
    },
  );
