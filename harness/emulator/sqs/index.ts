import type { HttpRequest } from "../../network/http.ts";
import { createJsonProtocol, type JsonOperation } from "../gateway/json-protocol.ts";
import { operationsIn } from "../gateway/not-emulated.ts";
import type { Room, RoomDependencies } from "../room.ts";
import { Delivery, type DeliveryRequest } from "./delivery.ts";
import { furtherOperations } from "./further-operations.ts";
import { guardedOperations, withoutBatch } from "./guarded-operations.ts";
import type { NewMessage, ReceivedMessage, StoredMessage } from "./message.ts";
import { NOT_EMULATED } from "./not-emulated.ts";
import type { SqsState } from "./operation.ts";
import type { SqsOperationName } from "./operation-names.ts";
import { changeMessageVisibility } from "./operations/change-message-visibility.ts";
import { changeMessageVisibilityBatch } from "./operations/change-message-visibility-batch.ts";
import { createQueue } from "./operations/create-queue.ts";
import { deleteMessage } from "./operations/delete-message.ts";
import { deleteMessageBatch } from "./operations/delete-message-batch.ts";
import { deleteQueue } from "./operations/delete-queue.ts";
import { getQueueAttributes } from "./operations/get-queue-attributes.ts";
import { getQueueUrl } from "./operations/get-queue-url.ts";
import { listDeadLetterSourceQueues } from "./operations/list-dead-letter-source-queues.ts";
import { listQueues } from "./operations/list-queues.ts";
import { purgeQueue } from "./operations/purge-queue.ts";
import { receiveMessage } from "./operations/receive-message.ts";
import { sendMessage } from "./operations/send-message.ts";
import { sendMessageBatch } from "./operations/send-message-batch.ts";
import { setQueueAttributes } from "./operations/set-queue-attributes.ts";
import { createQueryRoom } from "./query-protocol/query-room.ts";
import type { Queue } from "./queue.ts";
import { QueueDirectory } from "./queue-directory.ts";
import { send } from "./sending.ts";
import { SHARED_ACTIONS } from "./shared-actions.ts";

export type { ReceivedMessage, StoredMessage } from "./message.ts";
export type { Queue } from "./queue.ts";
export { describeDelivery } from "./received-message.ts";

/** The SQS room, and what its neighbours in the same cloud use without a wire. None of it takes virtual time or is recorded. */
export interface Sqs extends Room {
  /** As CreateQueue, with the attributes' texts as on the wire. Throws AwsError. */
  createQueue(name: string, attributes?: Readonly<Record<string, string>>): Queue;
  queueByArn(arn: string): Queue | undefined;
  queueByName(name: string): Queue | undefined;
  /** As a service of the cloud sends, whose message is well formed. Throws AwsError. */
  sendMessage(queue: Queue, message: NewMessage, now: number): StoredMessage;
  receiveMessages(queue: Queue, request: DeliveryRequest): Promise<ReceivedMessage[]>;
  /** Resolves at the queue's next change, at the next message becoming visible, or at `until` (epoch milliseconds). */
  waitForChange(queue: Queue, until: number): Promise<void>;
  /** What it holds, for who keeps it across restarts. */
  readonly state: SqsState;
  /** All messages of a queue, visible or not, in the order sent; none when there is no such queue. */
  messages(name: string): readonly StoredMessage[];
}

/** One account's SQS in one region. */
export function createSqs(deps: RoomDependencies): Sqs {
  const queues = new QueueDirectory(deps);
  const delivery = new Delivery(deps, queues);
  const state: SqsState = { deps, queues, delivery, moveTasks: { all: [] } };
  const operations = {
    ...furtherOperations(state),
    ChangeMessageVisibility: changeMessageVisibility(state),
    ChangeMessageVisibilityBatch: changeMessageVisibilityBatch(state),
    CreateQueue: createQueue(state),
    DeleteMessage: deleteMessage(state),
    DeleteMessageBatch: deleteMessageBatch(state),
    DeleteQueue: deleteQueue(state),
    GetQueueAttributes: getQueueAttributes(state),
    GetQueueUrl: getQueueUrl(state),
    ListDeadLetterSourceQueues: listDeadLetterSourceQueues(state),
    ListQueues: listQueues(state),
    PurgeQueue: purgeQueue(state),
    ReceiveMessage: receiveMessage(state),
    SendMessage: sendMessage(state),
    SendMessageBatch: sendMessageBatch(state),
    SetQueueAttributes: setQueueAttributes(state),
  } satisfies Record<SqsOperationName, JsonOperation>;
  const guarded = guardedOperations(state, operations);
  const room = createJsonProtocol({
    service: "sqs",
    targetPrefix: "AmazonSQS",
    version: "1.0",
    namespace: "com.amazonaws.sqs",
    queryCompatible: true,
    operations: guarded,
    notEmulated: operationsIn(NOT_EMULATED),
  });

  const queryRoom = createQueryRoom(guarded);
  /** Two protocols: awsJson names the operation in a header. */
  const spokenBy = (http: HttpRequest) => (http.headers["x-amz-target"] === undefined ? queryRoom : room);

  return {
    service: "sqs",
    state,
    identify(http) {
      const identified = spokenBy(http).identify(http);
      if (!("action" in identified)) return identified;
      const action = withoutBatch(identified.action);
      return { ...identified, action, admitsAnonymous: SHARED_ACTIONS.includes(action.slice("sqs:".length)) };
    },
    handle: (call) => spokenBy(call.http).handle(call),
    deny: (denial, http, requestId) => spokenBy(http).deny(denial, http, requestId),
    createQueue: (name, attributes = {}) => queues.create(name, attributes, deps.clock.now()),
    queueByArn: (arn) => queues.byArn(arn),
    queueByName: (name) => queues.byName(name),
    sendMessage: (queue, message, now) => send(state, queue, message, now),
    receiveMessages: (queue, request) => delivery.receive(queue, request),
    waitForChange: (queue, until) => delivery.change(queue, until),
    messages: (name) => queues.byName(name)?.messages(deps.clock.now()) ?? [],
  };
}
