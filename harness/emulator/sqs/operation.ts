import type { JsonInput, JsonOperation } from "../gateway/json-protocol.ts";
import type { RoomCall, RoomDependencies } from "../room.ts";
import type { Delivery } from "./delivery.ts";
import type { MoveTasks } from "./message-move/move-task.ts";
import { type QueueDirectory, queueNameOf } from "./queue-directory.ts";

/** What every operation of the room works on. */
export interface SqsState {
  readonly deps: RoomDependencies;
  readonly queues: QueueDirectory;
  readonly delivery: Delivery;
  readonly moveTasks: MoveTasks;
}

/** An operation of one queue, named by the last segment of its URL. */
export function queueOperation(state: SqsState, perform: JsonOperation["perform"]): JsonOperation {
  return namedOperation(state, (input) => queueNameOf(textOf(input.QueueUrl)), perform);
}

export function namedOperation(
  state: SqsState,
  nameOf: (input: JsonInput) => string,
  perform: JsonOperation["perform"],
): JsonOperation {
  return {
    resource: (input) => {
      const name = nameOf(input);
      return { arn: state.queues.arn(name === "" ? "*" : name), label: name };
    },
    perform,
  };
}

/** The queue's name in its ARN. */
export function nameInArn(arn: unknown): string {
  return textOf(arn).split(":").at(-1) ?? "";
}

/** The account that a request is sent from. */
export function callerAccount({ deps }: SqsState, { principal }: RoomCall): string {
  return principal.accountId ?? deps.accountId;
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
