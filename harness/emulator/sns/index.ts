import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { Deliveries } from "../deliveries.ts";
import { operationsIn } from "../gateway/not-emulated.ts";
import { createQueryProtocol, type QueryOperation } from "../gateway/query-protocol.ts";
import { SNS } from "../lazy-rooms/foretold-services.ts";
import type { RoomDependencies } from "../room.ts";
import type { KeepableRoom } from "../state-changes.ts";
import { type SnsDelivery, send } from "./deliver.ts";
import { NOT_EMULATED } from "./not-emulated.ts";
import { OPERATION_NAMES, type SnsOperationName } from "./operation-names.ts";
import { publish, publishBatch } from "./operations/publish.ts";
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
import { REFUSED_PARAMETERS } from "./parameters.ts";
import { TopicDirectory } from "./topic-directory.ts";

/** One account's SNS in one region; `deliver` takes what subscriptions get to queues and functions. */
export function createSns(deps: RoomDependencies, deliver: (http: HttpRequest) => Promise<HttpResponse>): KeepableRoom {
  const topics = new TopicDirectory(deps);
  const deliveries = new Deliveries(deps.clock, (sent: SnsDelivery) => send(deliver, sent));
  const operations: Record<SnsOperationName, QueryOperation> = {
    CreateTopic: createTopic(topics),
    DeleteTopic: deleteTopic(topics),
    GetSubscriptionAttributes: getSubscriptionAttributes(topics),
    GetTopicAttributes: getTopicAttributes(topics),
    ListSubscriptions: listSubscriptions(topics),
    ListSubscriptionsByTopic: listSubscriptionsByTopic(topics),
    ListTagsForResource: listTagsForResource(topics),
    ListTopics: listTopics(topics),
    Publish: publish(topics, deliveries),
    PublishBatch: publishBatch(topics, deliveries),
    SetSubscriptionAttributes: setSubscriptionAttributes(topics),
    SetTopicAttributes: setTopicAttributes(topics),
    Subscribe: subscribe(topics),
    TagResource: tagResource(topics),
    Unsubscribe: unsubscribe(topics),
    UntagResource: untagResource(topics),
  };
  const room = createQueryProtocol({
    ...SNS,
    operationNames: OPERATION_NAMES,
    operations: () => operations,
    notEmulated: operationsIn(NOT_EMULATED),
    refusedParameters: REFUSED_PARAMETERS,
    resource: () => ({ arn: "*", label: "" }),
  });
  return {
    ...room,
    keep: async (changes) => (await import("./kept/kept-sns.ts")).keepSns(topics, deliveries, changes),
  };
}
