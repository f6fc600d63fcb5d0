import type { QueryOperation } from "../../gateway/query-protocol.ts";
import type { XmlElement } from "../../gateway/xml-elements.ts";
import { invalidParameter, notEmulated } from "../errors.ts";
import { compileFilter } from "../filter-policy.ts";
import { entries, optionalText, page, text, textsByName } from "../input.ts";
import { deadLetterQueueOf } from "../redrive-policy.ts";
import type { Subscription, TopicDirectory } from "../topic-directory.ts";

const KEPT = [
  "RawMessageDelivery",
  "FilterPolicy",
  "FilterPolicyScope",
  "DeliveryPolicy",
  "SubscriptionRoleArn",
  "RedrivePolicy",
];
const NOT_HERE = ["http", "https", "email", "email-json", "sms", "application", "firehose"];

/** Queues and functions need no confirmation (https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html). */
export const subscribe = (topics: TopicDirectory): QueryOperation => ({
  perform(input) {
    const topic = topics.topic(text(input, "TopicArn"));
    const protocol = text(input, "Protocol");
    if (NOT_HERE.includes(protocol)) throw notEmulated(`a subscription of ${protocol}`);
    if (protocol !== "sqs" && protocol !== "lambda") {
      throw invalidParameter(`Does not support this protocol string: ${protocol}`);
    }
    const endpoint = text(input, "Endpoint");
    if (!endpoint.startsWith(`arn:aws:${protocol}:`)) {
      throw invalidParameter(`${protocol === "sqs" ? "SQS" : "Lambda"} endpoint ARN`);
    }
    if (protocol === "sqs" && endpoint.endsWith(".fifo") && !topic.isFifo) {
      throw invalidParameter(
        "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
      );
    }
    const attributes = textsByName(input.Attributes);
    for (const [name] of attributes) checkAttribute(name);
    const there = topics.subscriptionTo(topic, protocol, endpoint);
    if (there && attributes.some(([name, value]) => there.attributes.get(name) !== value)) {
      throw invalidParameter("Attributes Reason: Subscription already exists with different attributes");
    }
    if (there) return { SubscriptionArn: there.arn };
    const subscription = topics.subscribe(topic, protocol, endpoint, (made) => setAttributes(made, attributes));
    return { SubscriptionArn: subscription.arn };
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html */
export const unsubscribe = (topics: TopicDirectory): QueryOperation => ({
  perform(input) {
    topics.unsubscribe(text(input, "SubscriptionArn"));
    return undefined;
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptions.html */
export const listSubscriptions = (topics: TopicDirectory): QueryOperation => ({
  perform: (input) => page(input, "Subscriptions", topics.subscriptions().map(described)),
});

/** https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
export const listSubscriptionsByTopic = (topics: TopicDirectory): QueryOperation => ({
  perform(input) {
    const { arn } = topics.topic(text(input, "TopicArn"));
    return page(input, "Subscriptions", topics.subscriptionsOf(arn).map(described));
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html */
export const getSubscriptionAttributes = (topics: TopicDirectory): QueryOperation => ({
  perform(input) {
    const subscription = topics.subscription(text(input, "SubscriptionArn"));
    const attributes = {
      ...described(subscription),
      ConfirmationWasAuthenticated: "true",
      PendingConfirmation: "false",
      RawMessageDelivery: "false",
      SubscriptionPrincipal: `arn:aws:iam::${subscription.owner}:root`,
      ...Object.fromEntries(subscription.attributes),
    };
    return { Attributes: entries(Object.entries(attributes)) };
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html */
export const setSubscriptionAttributes = (topics: TopicDirectory): QueryOperation => ({
  perform(input) {
    const subscription = topics.subscription(text(input, "SubscriptionArn"));
    const name = text(input, "AttributeName");
    checkAttribute(name);
    setAttributes(subscription, [[name, optionalText(input.AttributeValue) ?? ""]]);
    return undefined;
  },
});

function setAttributes(subscription: Subscription, given: readonly (readonly [string, string])[]): void {
  const { attributes } = subscription;
  const changed = new Map(attributes);
  for (const [name, value] of given) {
    checkValue(name, value);
    if (value === "") changed.delete(name);
    else changed.set(name, value);
  }
  if (changed.has("FilterPolicy") && !changed.has("FilterPolicyScope"))
    changed.set("FilterPolicyScope", "MessageAttributes");
  // A policy that cannot be read leaves everything as it was.
  const filter = compileFilter({ ...subscription, attributes: changed });
  attributes.clear();
  for (const [name, value] of changed) attributes.set(name, value);
  subscription.filter = filter;
}

/** Throws InvalidParameter. */
function checkValue(name: string, value: string): void {
  if (name === "RawMessageDelivery" && value !== "true" && value !== "false") {
    throw invalidParameter(`Attributes Reason: RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
  }
  if (name === "RedrivePolicy" && value !== "") deadLetterQueueOf(value);
  if (name === "FilterPolicyScope" && value !== "MessageAttributes" && value !== "MessageBody") {
    throw invalidParameter(
      `Attributes Reason: FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`,
    );
  }
}

function checkAttribute(name: string): void {
  if (KEPT.includes(name)) return;
  if (name === "ReplayPolicy") throw notEmulated(`the subscription's ${name}`);
  throw invalidParameter("AttributeName");
}

const described = ({ arn, owner, protocol, endpoint, topicArn }: Subscription) =>
  ({
    SubscriptionArn: arn,
    Owner: owner,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  }) satisfies XmlElement;
