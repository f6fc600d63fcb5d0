import type { NotEmulated } from "../gateway/not-emulated.ts";

/** Operations of SQS that are refused by name. */
export const NOT_EMULATED: readonly NotEmulated<string>[] = [
  { reason: "queues have no policies of their own", operations: ["AddPermission", "RemovePermission"] },
  { reason: "queues carry no tags", operations: ["ListQueueTags", "TagQueue", "UntagQueue"] },
  {
    reason: "messages of a dead-letter queue are not moved back",
    operations: ["CancelMessageMoveTask", "ListMessageMoveTasks", "StartMessageMoveTask"],
  },
];
