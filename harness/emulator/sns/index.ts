import { operationsIn } from "../gateway/not-emulated.ts";
import { createQueryProtocol, type QueryOperation } from "../gateway/query-protocol.ts";
import { SNS } from "../lazy-rooms/lazy-services.ts";
import type { Room, RoomDependencies } from "../room.ts";
import { NOT_EMULATED } from "./not-emulated.ts";
import { OPERATION_NAMES, type SnsOperationName } from "./operation-names.ts";
import { type Deliver, publish, publishBatch } from "./operations/publish.ts";
import {
  getSubscriptionAttributes,
  listSubscriptions,
  listSubscriptionsByTopic,
  setSubscriptionAttributes,
  subscribe,
  unsubscribe,
} from "./operations/subscriptions.ts";
import {
  createTopic,
  deleteTopic,
  getTopicAttributes,
  listTagsForResource,
  listTopics,
  setTopicAttributes,
  tagResource,
  untagResource,
} from "./operations/topics.ts";
import { TopicDirectory } from "./topic-directory.ts";

/** One account's SNS in one region; `deliver` takes what subscriptions get to queues and functions. */
export function createSns(deps: RoomDependencies, deliver: Deliver): Room {
  const topics = new TopicDirectory(deps);
  const operations: Record<SnsOperationName, QueryOperation> = {
    CreateTopic: createTopic(topics),
    DeleteTopic: deleteTopic(topics),
    GetSubscriptionAttributes: getSubscriptionAttributes(topics),
    GetTopicAttributes: getTopicAttributes(topics),
    ListSubscriptions: listSubscriptions(topics),
    ListSubscriptionsByTopic: listSubscriptionsByTopic(topics),
    ListTagsForResource: listTagsForResource(topics),
    ListTopics: listTopics(topics),
    Publish: publish(topics, deliver),
    PublishBatch: publishBatch(topics, deliver),
    SetSubscriptionAttributes: setSubscriptionAttributes(topics),
    SetTopicAttributes: setTopicAttributes(topics),
    Subscribe: subscribe(topics),
    TagResource: tagResource(topics),
    Unsubscribe: unsubscribe(topics),
    UntagResource: untagResource(topics),
  };
  return createQueryProtocol({
    ...SNS,
    operationNames: OPERATION_NAMES,
    operations: () => operations,
    notEmulated: operationsIn(NOT_EMULATED),
    resource: () => ({ arn: "*", label: "" }),
  });
}
