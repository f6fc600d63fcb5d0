import { ANONYMOUS } from "../gateway/authenticate.ts";
import type { JsonInput, JsonOperation } from "../gateway/json-protocol.ts";
import type { RoomCall } from "../room.ts";
import { callerAccount, type SqsState, textOf } from "./operation.ts";
import type { Queue } from "./queue.ts";
import { accountOfQueue } from "./queue-directory.ts";

/** Permission for an action covers its batch: there is no sqs:SendMessageBatch in IAM. */
export const withoutBatch = (name: string): string => name.replace(/Batch$/, "");

/** The operations, each of which first asks the policy of its queue, where there is one or somebody else comes. */
export function guardedOperations(
  state: SqsState,
  operations: Readonly<Record<string, JsonOperation>>,
): Readonly<Record<string, JsonOperation>> {
  const guarded = Object.entries(operations).map(([name, operation]): [string, JsonOperation] => [
    name,
    {
      ...operation,
      perform(input, call) {
        const queue = queueOfRequest(state, name, input, call);
        if (!queue || !needsDecision(state, queue, call)) return operation.perform(input, call);
        return decideFirst(state, queue, withoutBatch(name), call).then(() => operation.perform(input, call));
      },
    },
  ]);
  return Object.fromEntries(guarded);
}

/** The queue that a request is about; `undefined` where it is about none, or none is there. */
function queueOfRequest(state: SqsState, name: string, input: JsonInput, call: RoomCall): Queue | undefined {
  if (name !== "GetQueueUrl") return state.queues.findByUrl(textOf(input.QueueUrl));
  const accountId = textOf(input.QueueOwnerAWSAccountId) || callerAccount(state, call);
  return state.queues.byName(textOf(input.QueueName), accountId);
}

function needsDecision(state: SqsState, queue: Queue, call: RoomCall): boolean {
  const isForeign = callerAccount(state, call) !== accountOfQueue(queue);
  return queue.settings.policy !== undefined || isForeign || call.principal.role === ANONYMOUS;
}

/** The rules are loaded when they are first needed. */
async function decideFirst(state: SqsState, queue: Queue, action: string, call: RoomCall): Promise<void> {
  const { checkAccess } = await state.deps.clock.run("load SQS's access rules", 0, () => import("./access.ts"));
  checkAccess(state, queue, action, call);
}
