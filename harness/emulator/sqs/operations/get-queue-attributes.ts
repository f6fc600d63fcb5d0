import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { describeAttributes, isQueueAttribute } from "../attributes.ts";
import { invalidAttributeName } from "../errors.ts";
import { optional, parseInput, queueUrl } from "../input.ts";
import { queueOperation, type SqsState } from "../operation.ts";

const schema = z.object({ QueueUrl: queueUrl, AttributeNames: optional(z.array(z.string())) });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const getQueueAttributes = (state: SqsState): JsonOperation =>
  queueOperation(state, (input, call) => {
    const { QueueUrl, AttributeNames = [] } = parseInput(schema, input);
    const queue = state.queues.byUrl(QueueUrl);
    const unknown = AttributeNames.find((name) => name !== "All" && !isQueueAttribute(name));
    if (unknown !== undefined) throw invalidAttributeName(unknown);
    const selected = Object.entries(describeAttributes(queue, call.receivedAt)).filter(
      ([name]) => AttributeNames.includes("All") || AttributeNames.includes(name),
    );
    return selected.length === 0 ? {} : { Attributes: Object.fromEntries(selected) };
  });
