import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseInput, queueUrl } from "../input.ts";
import { queueOperation, type SqsState } from "../operation.ts";
import { withoutPermission } from "../permissions.ts";

const schema = z.object({ QueueUrl: queueUrl, Label: z.string() });

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_RemovePermission.html */
export const removePermission = (state: SqsState): JsonOperation =>
  queueOperation(state, (input, call) => {
    const { QueueUrl, Label } = parseInput(schema, input);
    const queue = state.queues.byUrl(QueueUrl);
    const policy = withoutPermission(queue.settings.policy, queue.arn, Label);
    queue.changeSettings({ ...queue.settings, policy }, call.receivedAt);
    return undefined;
  });
