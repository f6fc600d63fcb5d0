import type { KeptEntity, KeptRoom, StateChanges } from "../../state-changes.ts";
import type { ReceivedMessage, StoredMessage } from "../message.ts";
import { MessageMoves } from "../message-move/message-moves.ts";
import type { MoveTask } from "../message-move/move-task.ts";
import type { SqsState } from "../operation.ts";
import type { Queue, QueueFacts } from "../queue.ts";
import type { QueueChanges } from "../queue-changes.ts";
import type { QueueSettings } from "../queue-settings.ts";

interface WrittenQueue extends QueueFacts {
  readonly settings: QueueSettings;
  readonly createdAt: number;
}
/** A message is named, because receipts outlive it. */
interface WrittenReceipt {
  readonly messageId: string;
  readonly receiveCount: number;
}
interface WrittenAttempt {
  readonly received: readonly (WrittenReceipt & { readonly receiptHandle: string })[];
  readonly at: number;
}
interface WrittenDeduplication {
  readonly message: StoredMessage;
  readonly at: number;
}

/** The queues of a region across restarts: what is invisible becomes visible when it would have. */
export function keepSqs(state: SqsState, changes: StateChanges): KeptRoom {
  const { queues, deps, moveTasks } = state;
  return {
    restore(entities) {
      const restoring = new Restoring(state);
      for (const entity of entities) restoring.take(entity);
      queues.changes = tellingOf(state, changes);
      moveTasks.changed = (task) => changes.changed("move-task", [task.handle], () => task);
    },
    resume: () => new MessageMoves(deps, queues, moveTasks).resume(),
  };
}

function tellingOf({ queues, delivery }: SqsState, changes: StateChanges): QueueChanges<Queue> {
  /** Who holds on to a queue that was deleted must not bring it back. */
  const ifThere = (queue: Queue, tell: (arn: string) => void): void => {
    if (queues.byArn(queue.arn) === queue) tell(queue.arn);
  };
  return {
    queue: (queue) => ifThere(queue, (arn) => changes.changed("queue", [arn], () => writtenQueue(queue))),
    queueGone(queue, deletedAt) {
      const { arn } = queue;
      const { receiptHandles, deduplicated } = queue.identifiers();
      for (const { messageId } of queue.messages(deletedAt)) changes.removed("message", [arn, messageId]);
      for (const handle of receiptHandles) changes.removed("receipt", [arn, handle]);
      for (const identity of deduplicated) changes.removed("deduplicated", [arn, identity]);
      for (const attemptId of delivery.attempts.ids(queue)) changes.removed("attempt", [arn, attemptId]);
      changes.removed("queue", [arn]);
      changes.changed("deleted-queue", [arn], () => deletedAt);
    },
    message: (queue, message) =>
      ifThere(queue, (arn) => changes.changed("message", [arn, message.messageId], () => message)),
    messageGone: (queue, { messageId }) => ifThere(queue, (arn) => changes.removed("message", [arn, messageId])),
    receipt: (queue, handle, { message, receiveCount }) =>
      ifThere(queue, (arn) =>
        changes.changed("receipt", [arn, handle], () => ({ messageId: message.messageId, receiveCount })),
      ),
    deduplicated: (queue, identity, message, at) =>
      ifThere(queue, (arn) => changes.changed("deduplicated", [arn, identity], () => ({ message, at }))),
    deduplicatedGone: (queue, identity) => ifThere(queue, (arn) => changes.removed("deduplicated", [arn, identity])),
    attempt: (queue, attemptId, received, at) =>
      ifThere(queue, (arn) =>
        changes.changed("attempt", [arn, attemptId], () => ({ received: received.map(writtenDelivery), at })),
      ),
    attemptGone: (queue, attemptId) => ifThere(queue, (arn) => changes.removed("attempt", [arn, attemptId])),
  };
}

function writtenQueue({ settings, createdAt, kept }: Queue): WrittenQueue {
  return { settings, createdAt, ...kept };
}

function writtenDelivery({ message, receiptHandle, receiveCount }: ReceivedMessage) {
  return { messageId: message.messageId, receiptHandle, receiveCount };
}

/** Puts queues together; what belongs to a queue stands behind it, receipts behind their messages. */
class Restoring {
  readonly #state: SqsState;
  /** By the ARN of the queue and the message's id. */
  readonly #messages = new Map<string, StoredMessage>();

  constructor(state: SqsState) {
    this.#state = state;
  }

  take({ kind, key: [arn = "", id = ""], value }: KeptEntity): void {
    const { queues, moveTasks, delivery } = this.#state;
    switch (kind) {
      case "queue": {
        const { settings, createdAt, ...facts } = value as WrittenQueue;
        queues.restore(arn, settings, createdAt).restoreFacts(facts);
        break;
      }
      case "deleted-queue":
        queues.restoreDeleted(arn, value as number);
        break;
      case "message": {
        // Events of the trace are those of one process.
        const message = { ...(value as StoredMessage), cause: 0 };
        this.#messages.set(keyOf(arn, message.messageId), message);
        this.#queue(arn).restoreMessage(message);
        break;
      }
      case "receipt": {
        const { messageId, receiveCount } = value as WrittenReceipt;
        this.#queue(arn).restoreReceipt(id, { message: this.#message(arn, messageId), receiveCount });
        break;
      }
      case "deduplicated": {
        const { message, at } = value as WrittenDeduplication;
        const known = this.#messages.get(keyOf(arn, message.messageId)) ?? message;
        this.#queue(arn).restoreDeduplicated(id, known, at);
        break;
      }
      case "attempt": {
        const { received, at } = value as WrittenAttempt;
        const deliveries = received.map(({ messageId, receiptHandle, receiveCount }) => ({
          message: this.#message(arn, messageId),
          receiptHandle,
          receiveCount,
        }));
        delivery.attempts.remember(this.#queue(arn), id, deliveries, at);
        break;
      }
      case "move-task":
        moveTasks.all.push(value as MoveTask);
        break;
      default:
        throw new Error(`SQS keeps nothing of the kind ${kind}.`);
    }
  }

  #queue(arn: string): Queue {
    const queue = this.#state.queues.byArn(arn);
    if (!queue) throw new Error(`There is no queue ${arn} for what was kept of it.`);
    return queue;
  }

  /** One that was deleted is known by its id alone: no queue has it. */
  #message(arn: string, messageId: string): StoredMessage {
    return this.#messages.get(keyOf(arn, messageId)) ?? goneMessage(messageId);
  }
}

const keyOf = (arn: string, messageId: string): string => `${arn}/${messageId}`;

function goneMessage(messageId: string): StoredMessage {
  return {
    messageId,
    body: "",
    md5OfBody: "",
    attributes: {},
    md5OfAttributes: undefined,
    senderId: "",
    traceHeader: undefined,
    groupId: undefined,
    deduplicationId: undefined,
    sequenceNumber: undefined,
    sentAt: 0,
    cause: 0,
    visibleAt: 0,
    receiveCount: 0,
    firstReceivedAt: undefined,
    lastReceivedAt: undefined,
    deadLetterSourceArn: undefined,
  };
}
