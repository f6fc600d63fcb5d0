/** AWS's: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasksResultEntry.html */
type MoveTaskStatus = "RUNNING" | "COMPLETED" | "CANCELLING" | "CANCELLED" | "FAILED";

/** Messages of a dead-letter queue on their way to another queue, or back to where they come from. */
export interface MoveTask {
  readonly handle: string;
  readonly sourceArn: string;
  /** `undefined`: each message goes back to the queue that gave it up. */
  readonly destinationArn: string | undefined;
  /** `undefined`: as fast as they can. */
  readonly messagesPerSecond: number | undefined;
  readonly startedAt: number;
  /** Messages that were there when the task began. */
  readonly toMove: number;
  moved: number;
  status: MoveTaskStatus;
  failureReason: string | undefined;
}

/** All tasks of a room, in the order started. */
export interface MoveTasks {
  readonly all: MoveTask[];
  /** Told of a task that is new or has got on, when the state outlives the process. */
  changed?: ((task: MoveTask) => void) | undefined;
}

/** Handles are opaque to clients; AWS's are such a text in base64. */
export function moveTaskHandle(taskId: string, sourceArn: string): string {
  return Buffer.from(JSON.stringify({ taskId, sourceArn })).toString("base64");
}

/** Whether a text could be a handle, of a task that is there or not. */
export function isMoveTaskHandle(text: string): boolean {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, "base64").toString("utf8"));
    return typeof read === "object" && read !== null && "taskId" in read && "sourceArn" in read;
  } catch {
    return false;
  }
}

/** As ListMessageMoveTasks answers it: only a task that runs has its handle. */
export function describeMoveTask(task: MoveTask) {
  return {
    ...(task.status === "RUNNING" ? { TaskHandle: task.handle } : {}),
    Status: task.status,
    SourceArn: task.sourceArn,
    ...(task.destinationArn === undefined ? {} : { DestinationArn: task.destinationArn }),
    ...(task.messagesPerSecond === undefined ? {} : { MaxNumberOfMessagesPerSecond: task.messagesPerSecond }),
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    ...(task.failureReason === undefined ? {} : { FailureReason: task.failureReason }),
    StartedTimestamp: task.startedAt,
  };
}
