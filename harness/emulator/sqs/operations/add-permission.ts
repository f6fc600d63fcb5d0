import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { missingParameter } from "../errors.ts";
import { parseInput, queueUrl } from "../input.ts";
import { queueOperation, type SqsState } from "../operation.ts";
import { withPermission } from "../permissions.ts";

const schema = z.object({
  QueueUrl: queueUrl,
  Label: z.string(),
  AWSAccountIds: z.array(z.string()),
  Actions: z.array(z.string()),
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_AddPermission.html */
export const addPermission = (state: SqsState): JsonOperation =>
  queueOperation(state, (input, call) => {
    const { QueueUrl, Label, AWSAccountIds, Actions } = parseInput(schema, input);
    const queue = state.queues.byUrl(QueueUrl);
    if (AWSAccountIds.length === 0) throw missingParameter("AWSAccountIds");
    if (Actions.length === 0) throw missingParameter("Actions");
    const permission = { label: Label, accountIds: AWSAccountIds, actions: Actions };
    const policy = withPermission(queue.settings.policy, queue.arn, permission);
    queue.changeSettings({ ...queue.settings, policy }, call.receivedAt);
    return undefined;
  });
