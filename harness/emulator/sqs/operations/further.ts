import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { MessageMoves } from "../message-move/message-moves.ts";
import type { SqsState } from "../operation.ts";
import { addPermission } from "./add-permission.ts";
import { cancelMessageMoveTask } from "./cancel-message-move-task.ts";
import { listMessageMoveTasks } from "./list-message-move-tasks.ts";
import { listQueueTags } from "./list-queue-tags.ts";
import { removePermission } from "./remove-permission.ts";
import { startMessageMoveTask } from "./start-message-move-task.ts";
import { tagQueue } from "./tag-queue.ts";
import { untagQueue } from "./untag-queue.ts";

/** What is loaded when the first of these is asked for. */
export function createFurtherOperations(state: SqsState): Readonly<Record<string, JsonOperation>> {
  const moves = new MessageMoves(state.deps, state.queues, state.moveTasks);
  return {
    AddPermission: addPermission(state),
    CancelMessageMoveTask: cancelMessageMoveTask({ ...state, moves }),
    ListMessageMoveTasks: listMessageMoveTasks({ ...state, moves }),
    ListQueueTags: listQueueTags(state),
    RemovePermission: removePermission(state),
    StartMessageMoveTask: startMessageMoveTask({ ...state, moves }),
    TagQueue: tagQueue(state),
    UntagQueue: untagQueue(state),
  };
}
