import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { recordOf } from "../../gateway/record-of.ts";
import { notEmulated } from "../errors.ts";
import { optional, parseInput } from "../input.ts";
import { namedOperation, type SqsState, textOf } from "../operation.ts";
import { queueUrlFor } from "../queue-url.ts";

const schema = z.object({
  QueueName: z.string(),
  Attributes: optional(recordOf(z.string())),
  tags: optional(recordOf(z.string())),
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const createQueue = (state: SqsState): JsonOperation =>
  namedOperation(
    state,
    (input) => textOf(input.QueueName),
    (input, call) => {
      const { QueueName, Attributes, tags } = parseInput(schema, input);
      if (tags && Object.keys(tags).length > 0) throw notEmulated("CreateQueue with tags");
      const queue = state.queues.create(QueueName, Attributes ?? {}, call.receivedAt);
      return { QueueUrl: queueUrlFor(call.http, state.deps.accountId, queue.name) };
    },
  );
