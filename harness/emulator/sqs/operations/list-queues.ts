import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { invalidValue } from "../errors.ts";
import { optional, parseInput } from "../input.ts";
import { MAX_LISTED_QUEUES } from "../limits.ts";
import { namedOperation, type SqsState } from "../operation.ts";
import { queueUrlFor } from "../queue-url.ts";

const schema = z.object({
  QueueNamePrefix: optional(z.string()),
  MaxResults: optional(z.number().int()),
  NextToken: optional(z.string()),
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const listQueues = (state: SqsState): JsonOperation =>
  namedOperation(
    state,
    () => "",
    (input, call) => {
      const { QueueNamePrefix = "", MaxResults, NextToken } = parseInput(schema, input);
      if (MaxResults !== undefined && (MaxResults < 1 || MaxResults > MAX_LISTED_QUEUES)) {
        throw invalidValue("MaxResults", MaxResults, `Must be between 1 and ${MAX_LISTED_QUEUES}, if provided.`);
      }
      const after = NextToken === undefined ? "" : Buffer.from(NextToken, "base64").toString("utf8");
      const rest = state.queues.names(QueueNamePrefix).filter((name) => name > after);
      const page = rest.slice(0, MaxResults ?? MAX_LISTED_QUEUES);
      const last = page.at(-1);
      if (last === undefined) return {};
      return {
        QueueUrls: page.map((name) => queueUrlFor(call.http, state.deps.accountId, name)),
        // AWS pages only for callers that ask for a page.
        ...(MaxResults !== undefined && rest.length > page.length
          ? { NextToken: Buffer.from(last).toString("base64") }
          : {}),
      };
    },
  );
