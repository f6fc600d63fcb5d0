import type { EventPattern } from "../event-pattern/event-pattern.ts";
import type { RoomDependencies } from "../room.ts";
import { subscriptionNotFound, topicNotFound } from "./errors.ts";
import { DEDUPLICATION_MS } from "./limits.ts";

export interface Topic {
  readonly arn: string;
  readonly name: string;
  readonly isFifo: boolean;
  readonly attributes: Map<string, string>;
  readonly tags: Map<string, string>;
  /** When a deduplication id may come again. */
  readonly recentIds: Map<string, { readonly untilMs: number; readonly messageId: string; readonly sequence: string }>;
  sequence: number;
}

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: "sqs" | "lambda";
  readonly endpoint: string;
  readonly owner: string;
  readonly attributes: Map<string, string>;
  /** What its filter policy lets through; absent: everything. */
  filter: EventPattern | undefined;
}

/** Topics and subscriptions of one account and region. */
export class TopicDirectory {
  readonly deps: RoomDependencies;
  readonly #topics = new Map<string, Topic>();
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(deps: RoomDependencies) {
    this.deps = deps;
  }

  arn(name: string): string {
    return `arn:aws:sns:${this.deps.region}:${this.deps.accountId}:${name}`;
  }

  /** The same again for a name that is there. */
  create(name: string): Topic {
    const arn = this.arn(name);
    const topic = this.#topics.get(arn) ?? {
      arn,
      name,
      isFifo: name.endsWith(".fifo"),
      attributes: new Map<string, string>(),
      tags: new Map<string, string>(),
      recentIds: new Map(),
      sequence: 0,
    };
    this.#topics.set(arn, topic);
    return topic;
  }

  restore(topic: Topic): void {
    this.#topics.set(topic.arn, topic);
  }

  restoreSubscription(subscription: Subscription): void {
    this.#subscriptions.set(subscription.arn, subscription);
  }

  find(arn: string): Topic | undefined {
    return this.#topics.get(arn);
  }

  /** Throws NotFound. */
  topic(arn: string): Topic {
    const topic = this.#topics.get(arn);
    if (!topic) throw topicNotFound();
    return topic;
  }

  /** With all its subscriptions; nothing is said of a topic that is not there. */
  delete(arn: string): void {
    this.#topics.delete(arn);
    for (const subscription of this.subscriptionsOf(arn)) this.#subscriptions.delete(subscription.arn);
  }

  topics(): Topic[] {
    return [...this.#topics.values()];
  }

  subscriptionTo(topic: Topic, protocol: string, endpoint: string): Subscription | undefined {
    return this.subscriptionsOf(topic.arn).find((one) => one.protocol === protocol && one.endpoint === endpoint);
  }

  /** There is a subscription when `settle` has not thrown. */
  subscribe(
    topic: Topic,
    protocol: Subscription["protocol"],
    endpoint: string,
    settle: (subscription: Subscription) => void,
  ): Subscription {
    const subscription: Subscription = {
      arn: `${topic.arn}:${this.deps.random.stream("sns/subscription-id").uuid()}`,
      topicArn: topic.arn,
      protocol,
      endpoint,
      owner: this.deps.accountId,
      attributes: new Map(),
      filter: undefined,
    };
    settle(subscription);
    this.#subscriptions.set(subscription.arn, subscription);
    return subscription;
  }

  /** Throws NotFound. */
  subscription(arn: string): Subscription {
    const subscription = this.#subscriptions.get(arn);
    if (!subscription) throw subscriptionNotFound();
    return subscription;
  }

  unsubscribe(arn: string): void {
    this.#subscriptions.delete(arn);
  }

  subscriptions(): Subscription[] {
    return [...this.#subscriptions.values()];
  }

  subscriptionsOf(topicArn: string): Subscription[] {
    return this.subscriptions().filter((one) => one.topicArn === topicArn);
  }

  /** The ids that a message gets, or those of the message that it repeats. */
  identify(topic: Topic, deduplicationId: string | undefined) {
    const now = this.deps.clock.now();
    // The oldest come first.
    for (const [id, { untilMs }] of topic.recentIds) {
      if (untilMs > now) break;
      topic.recentIds.delete(id);
    }
    const before = deduplicationId === undefined ? undefined : topic.recentIds.get(deduplicationId);
    if (before) return { ...before, isRepeated: true };
    const messageId = this.deps.random.stream("sns/message-id").uuid();
    topic.sequence++;
    const sequence = `1${String(topic.sequence).padStart(19, "0")}`;
    if (deduplicationId !== undefined) {
      topic.recentIds.set(deduplicationId, { untilMs: now + DEDUPLICATION_MS, messageId, sequence });
    }
    return { messageId, sequence, isRepeated: false };
  }
}
