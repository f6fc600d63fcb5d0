import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { queueDoesNotExist } from "../errors.ts";
import { optional, parseInput } from "../input.ts";
import { callerAccount, namedOperation, type SqsState, textOf } from "../operation.ts";
import { queueUrlFor } from "../queue-url.ts";

const schema = z.object({ QueueName: z.string(), QueueOwnerAWSAccountId: optional(z.string()) });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
export const getQueueUrl = (state: SqsState): JsonOperation =>
  namedOperation(
    state,
    (input) => textOf(input.QueueName),
    (input, call) => {
      const { QueueName, QueueOwnerAWSAccountId } = parseInput(schema, input);
      const accountId = QueueOwnerAWSAccountId ?? callerAccount(state, call);
      const queue = state.queues.byName(QueueName, accountId);
      if (!queue) throw queueDoesNotExist();
      return { QueueUrl: queueUrlFor(call.http, state.deps, queue.name, accountId) };
    },
  );
