import type { QueryOperation } from "../../gateway/query-protocol.ts";
import { invalidParameter, notEmulated, resourceNotFound } from "../errors.ts";
import { entries, listOf, membersOf, page, text, textsByName } from "../input.ts";
import { MAXIMUM_TOPIC_NAME_CHARACTERS } from "../limits.ts";
import type { Topic, TopicDirectory } from "../topic-directory.ts";

/** Attributes that are kept and answered; of these only the deduplication changes anything here. */
const KEPT = [
  ...["DisplayName", "Policy", "DeliveryPolicy", "TracingConfig", "SignatureVersion", "KmsMasterKeyId"],
  ...["FifoTopic", "ContentBasedDeduplication", "FifoThroughputScope"],
];

/** https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export const createTopic = (topics: TopicDirectory): QueryOperation => ({
  perform(input) {
    const name = text(input, "Name");
    const attributes = textsByName(input.Attributes);
    const asksFifo = attributes.some(([key, value]) => key === "FifoTopic" && value === "true");
    const isName = /^[\w-]+(?:\.fifo)?$/.test(name) && name.length <= MAXIMUM_TOPIC_NAME_CHARACTERS;
    if (!isName || name.endsWith(".fifo") !== asksFifo) throw invalidParameter("Topic Name");
    for (const [key] of attributes) checkAttribute(key);
    const there = topics.find(topics.arn(name));
    if (there && attributes.some(([key, value]) => there.attributes.get(key) !== value)) {
      throw invalidParameter("Attributes Reason: Topic already exists with different attributes");
    }
    const topic = topics.create(name);
    for (const [key, value] of attributes) topic.attributes.set(key, value);
    for (const [key, value] of tagsOf(input.Tags)) topic.tags.set(key, value);
    return { TopicArn: topic.arn };
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html */
export const deleteTopic = (topics: TopicDirectory): QueryOperation => ({
  perform(input) {
    topics.delete(text(input, "TopicArn"));
    return undefined;
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
export const listTopics = (topics: TopicDirectory): QueryOperation => ({
  perform: (input) =>
    page(
      input,
      "Topics",
      topics.topics().map(({ arn }) => ({ TopicArn: arn })),
    ),
});

/** https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
export const getTopicAttributes = (topics: TopicDirectory): QueryOperation => ({
  perform(input) {
    const topic = topics.topic(text(input, "TopicArn"));
    const { accountId } = topics.deps;
    const described = {
      TopicArn: topic.arn,
      DisplayName: "",
      Owner: accountId,
      Policy: defaultPolicy(topic, accountId),
      EffectiveDeliveryPolicy: EFFECTIVE_DELIVERY_POLICY,
      SubscriptionsConfirmed: String(topics.subscriptionsOf(topic.arn).length),
      SubscriptionsPending: "0",
      SubscriptionsDeleted: "0",
      ...(topic.isFifo && { ContentBasedDeduplication: "false" }),
      ...Object.fromEntries(topic.attributes),
    };
    return { Attributes: entries(Object.entries(described)) };
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
export const setTopicAttributes = (topics: TopicDirectory): QueryOperation => ({
  perform(input) {
    const topic = topics.topic(text(input, "TopicArn"));
    const name = text(input, "AttributeName");
    checkAttribute(name);
    const value = input.AttributeValue;
    if (typeof value === "string" && value !== "") topic.attributes.set(name, value);
    else topic.attributes.delete(name);
    return undefined;
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html */
export const tagResource = (topics: TopicDirectory): QueryOperation => ({
  perform(input) {
    const { tags } = tagged(topics, input);
    for (const [key, value] of tagsOf(input.Tags)) tags.set(key, value);
    return {};
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_UntagResource.html */
export const untagResource = (topics: TopicDirectory): QueryOperation => ({
  perform(input) {
    const { tags } = tagged(topics, input);
    for (const key of listOf(input.TagKeys)) tags.delete(String(key));
    return {};
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_ListTagsForResource.html */
export const listTagsForResource = (topics: TopicDirectory): QueryOperation => ({
  perform(input) {
    const { tags } = tagged(topics, input);
    return { Tags: { member: [...tags].map(([Key, Value]) => ({ Key, Value })) } };
  },
});

function tagged(topics: TopicDirectory, input: Parameters<typeof text>[0]): Topic {
  const topic = topics.find(text(input, "ResourceArn"));
  if (!topic) throw resourceNotFound();
  return topic;
}

function tagsOf(value: Parameters<typeof listOf>[0]): [string, string][] {
  return listOf(value).flatMap((tag): [string, string][] => {
    const { Key, Value } = membersOf(tag);
    return typeof Key === "string" ? [[Key, typeof Value === "string" ? Value : ""]] : [];
  });
}

function checkAttribute(name: string): void {
  if (KEPT.includes(name) || /(?:Success|Failure)Feedback(?:RoleArn|SampleRate)$/.test(name)) return;
  if (name === "ArchivePolicy") throw notEmulated("an archive of messages");
  throw invalidParameter("AttributeName");
}

/** As AWS makes it for a new topic (https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html). */
function defaultPolicy({ arn }: Topic, accountId: string): string {
  const actions = ["GetTopicAttributes", "SetTopicAttributes", "AddPermission", "RemovePermission", "DeleteTopic"];
  return JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [...actions, "Subscribe", "ListSubscriptionsByTopic", "Publish"].map((name) => `SNS:${name}`),
        Resource: arn,
        Condition: { StringEquals: { "AWS:SourceOwner": accountId } },
      },
    ],
  });
}

const EFFECTIVE_DELIVERY_POLICY = JSON.stringify({
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: "linear",
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: "text/plain; charset=UTF-8" },
  },
});
