import type { JsonInput, JsonOperation } from "../gateway/json-protocol.ts";
import { namedOperation, nameInArn, type SqsState, textOf } from "./operation.ts";
import type { SqsOperationName } from "./operation-names.ts";
import { queueNameOf } from "./queue-directory.ts";

/** Operations that few need: their code is loaded when one is first asked for. */
export function furtherOperations(state: SqsState) {
  let loading: Promise<Readonly<Record<string, JsonOperation>>> | undefined;
  const load = () => {
    loading ??= state.deps.clock
      .run("load SQS's further operations", 0, () => import("./operations/further.ts"))
      .then(({ createFurtherOperations }) => createFurtherOperations(state));
    return loading;
  };
  const later = (name: SqsOperationName): JsonOperation =>
    namedOperation(state, queueOf, async (input, call) => (await load())[name]?.perform(input, call));
  return {
    AddPermission: later("AddPermission"),
    CancelMessageMoveTask: later("CancelMessageMoveTask"),
    ListMessageMoveTasks: later("ListMessageMoveTasks"),
    ListQueueTags: later("ListQueueTags"),
    RemovePermission: later("RemovePermission"),
    StartMessageMoveTask: later("StartMessageMoveTask"),
    TagQueue: later("TagQueue"),
    UntagQueue: later("UntagQueue"),
  };
}

/** The queue that a request names by its URL or its ARN; a task's handle names none that could be read. */
function queueOf({ QueueUrl, SourceArn }: JsonInput): string {
  return QueueUrl === undefined ? nameInArn(SourceArn) : queueNameOf(textOf(QueueUrl));
}
