import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseInput, queueUrl } from "../input.ts";
import { queueOperation, type SqsState } from "../operation.ts";

const schema = z.object({ QueueUrl: queueUrl });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueueTags.html */
export const listQueueTags = (state: SqsState): JsonOperation =>
  queueOperation(state, (input) => {
    const { tags } = state.queues.byUrl(parseInput(schema, input).QueueUrl);
    return Object.keys(tags).length === 0 ? {} : { Tags: tags };
  });
