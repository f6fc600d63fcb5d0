import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { recordOf } from "../../gateway/record-of.ts";
import { missingParameter } from "../errors.ts";
import { parseInput, queueUrl } from "../input.ts";
import { queueOperation, type SqsState } from "../operation.ts";
import { checkTags } from "../tags.ts";

const schema = z.object({ QueueUrl: queueUrl, Tags: recordOf(z.string()) });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_TagQueue.html */
export const tagQueue = (state: SqsState): JsonOperation =>
  queueOperation(state, (input) => {
    const { QueueUrl, Tags } = parseInput(schema, input);
    const queue = state.queues.byUrl(QueueUrl);
    if (Object.keys(Tags).length === 0) throw missingParameter("Tags");
    const tags = { ...queue.tags, ...Tags };
    checkTags(tags);
    queue.tags = tags;
    return undefined;
  });
