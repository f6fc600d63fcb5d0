import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { recordOf } from "../../gateway/record-of.ts";
import { applyAttributes } from "../attributes.ts";
import { parseInput, queueUrl } from "../input.ts";
import { queueOperation, type SqsState } from "../operation.ts";

const schema = z.object({ QueueUrl: queueUrl, Attributes: recordOf(z.string()) });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const setQueueAttributes = (state: SqsState): JsonOperation =>
  queueOperation(state, (input, call) => {
    const { QueueUrl, Attributes } = parseInput(schema, input);
    const queue = state.queues.byUrl(QueueUrl);
    const find = (arn: string) => state.queues.byArn(arn);
    queue.changeSettings(applyAttributes(queue.arn, queue.settings, Attributes, find), call.receivedAt);
    return {};
  });
