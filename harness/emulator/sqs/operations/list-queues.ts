import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseInput } from "../input.ts";
import { MAX_LISTED_QUEUES, MIN_LISTED_QUEUES } from "../limits.ts";
import { callerAccount, namedOperation, type SqsState } from "../operation.ts";
import { cutPage, pageSchema } from "../queue-page.ts";
import { queueUrlFor } from "../queue-url.ts";

const schema = z.object({ QueueNamePrefix: optional(z.string()), ...pageSchema });
const PAGE = { least: MIN_LISTED_QUEUES, most: MAX_LISTED_QUEUES };

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const listQueues = (state: SqsState): JsonOperation =>
  namedOperation(
    state,
    () => "",
    (input, call) => {
      const { QueueNamePrefix = "", ...page } = parseInput(schema, input);
      const accountId = callerAccount(state, call);
      const { names, ...next } = cutPage(state.queues.names(QueueNamePrefix, accountId), page, PAGE);
      if (names.length === 0) return {};
      return { QueueUrls: names.map((name) => queueUrlFor(call.http, state.deps, name, accountId)), ...next };
    },
  );
