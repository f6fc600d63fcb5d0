import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { queueDoesNotExist } from "../errors.ts";
import { optional, parseInput } from "../input.ts";
import { namedOperation, type SqsState, textOf } from "../operation.ts";
import { queueUrlFor } from "../queue-url.ts";

const schema = z.object({ QueueName: z.string(), QueueOwnerAWSAccountId: optional(z.string()) });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
export const getQueueUrl = (state: SqsState): JsonOperation =>
  namedOperation(
    state,
    (input) => textOf(input.QueueName),
    (input, call) => {
      const { QueueName, QueueOwnerAWSAccountId } = parseInput(schema, input);
      const { accountId } = state.deps;
      const queue = state.queues.byName(QueueName);
      if (!queue || (QueueOwnerAWSAccountId ?? accountId) !== accountId) throw queueDoesNotExist();
      return { QueueUrl: queueUrlFor(call.http, state.deps, queue.name) };
    },
  );
