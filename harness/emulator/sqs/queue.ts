import type { RandomStream } from "../../clock/random-streams.ts";
import { invalidParameterValue, invalidValue, receiptHandleHasExpired, receiptHandleIsInvalid } from "./errors.ts";
import { Deduplication } from "./fifo/deduplication.ts";
import { inGroupOrder } from "./fifo/group-order.ts";
import { SequenceNumbers } from "./fifo/sequence-numbers.ts";
import { MAX_VISIBILITY_SECONDS } from "./limits.ts";
import { type NewMessage, type ReceivedMessage, type StoredMessage, sizeOfMessage, storedMessage } from "./message.ts";
import type { QueueChanges, Receipt } from "./queue-changes.ts";
import type { QueueSettings } from "./queue-settings.ts";

export interface ReceiveRequest {
  readonly maxMessages: number;
  readonly visibilityTimeoutMs: number;
}

/** What a queue is beside its name, settings and messages. */
export interface QueueFacts {
  readonly modifiedAt: number;
  readonly purgedAt: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** FIFO queues only. */
  readonly lastSequenceNumber: bigint;
}

/**
 * One queue: decides from its messages, the time and chance it is given, and knows no HTTP, clock or network.
 * Delay, visibility and retention are worked out when asked, so a queue nobody looks at makes no events.
 */
export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  settings: QueueSettings;
  modifiedAt: number;
  purgedAt: number | undefined;
  /** Whom it tells of what changes; nobody, unless its state outlives the process. */
  readonly changes: () => QueueChanges<Queue> | undefined;

  #tags: Readonly<Record<string, string>> = {};
  #messages: StoredMessage[] = [];
  /** Every handle ever given out: a used one is answered differently from an invented one. */
  readonly #handles = new Map<string, Receipt>();
  readonly #deduplication = new Deduplication((identity) => this.changes()?.deduplicatedGone(this, identity));
  readonly #sequenceNumbers = new SequenceNumbers();
  readonly #watchers = new Set<() => void>();

  constructor(
    name: string,
    arn: string,
    settings: QueueSettings,
    now: number,
    changes: () => QueueChanges<Queue> | undefined = () => undefined,
  ) {
    this.changes = changes;
    this.name = name;
    this.arn = arn;
    this.settings = settings;
    this.createdAt = now;
    this.modifiedAt = now;
  }

  get tags(): Readonly<Record<string, string>> {
    return this.#tags;
  }

  set tags(tags: Readonly<Record<string, string>>) {
    this.#tags = tags;
    this.changes()?.queue(this);
  }

  /** Calls `watcher` after every change that may make a message receivable sooner or never; returns the unsubscription. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /**
   * Throws InvalidParameterValue when the message is larger than the queue allows. A FIFO queue answers a duplicate with
   * the message that it has already, or had.
   */
  send(message: NewMessage, at: { now: number; messageId: string; cause: number }): StoredMessage {
    const limit = this.settings.maximumMessageBytes;
    if (sizeOfMessage(message) > limit) {
      throw invalidParameterValue(
        `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
      );
    }
    const { fifo, delaySeconds } = this.settings;
    const earlier = fifo && this.#deduplication.find(message, fifo.deduplicationScope, at.now);
    if (earlier) return earlier;
    const visibleAt = at.now + (message.delaySeconds ?? delaySeconds) * 1000;
    const stored = storedMessage(message, { ...at, visibleAt, sequenceNumber: fifo && this.#sequenceNumbers.next() });
    const identity = fifo && this.#deduplication.remember(stored, fifo.deduplicationScope, at.now);
    if (identity !== undefined) this.changes()?.deduplicated(this, identity, stored, at.now);
    this.#add(stored);
    this.#changed();
    return stored;
  }

  /** A change of the delay holds also for messages that a FIFO queue has already. */
  changeSettings(settings: QueueSettings, now: number): void {
    const { delaySeconds } = this.settings;
    this.settings = settings;
    this.modifiedAt = now;
    this.changes()?.queue(this);
    if (!settings.fifo || settings.delaySeconds === delaySeconds) return;
    for (const message of this.#messages) {
      if (message.lastReceivedAt !== undefined) continue;
      message.visibleAt = message.sentAt + settings.delaySeconds * 1000;
      this.changes()?.message(this, message);
    }
    this.#changed();
  }

  /**
   * Delivers visible messages in the order sent. Those received `maxReceiveCount` times already are taken out for the
   * dead-letter queue instead; `undefined` keeps all.
   */
  receive(
    request: ReceiveRequest,
    maxReceiveCount: number | undefined,
    now: number,
    random: RandomStream,
  ): { received: ReceivedMessage[]; exhausted: StoredMessage[] } {
    this.#expire(now);
    const received: ReceivedMessage[] = [];
    const exhausted: StoredMessage[] = [];
    for (const message of this.#receivable(now)) {
      if (received.length === request.maxMessages) break;
      if (maxReceiveCount !== undefined && message.receiveCount >= maxReceiveCount) {
        exhausted.push(message);
        continue;
      }
      message.receiveCount++;
      message.firstReceivedAt ??= now;
      message.lastReceivedAt = now;
      message.visibleAt = now + request.visibilityTimeoutMs;
      const receiptHandle = drawReceiptHandle(random);
      const receipt = { message, receiveCount: message.receiveCount };
      this.#handles.set(receiptHandle, receipt);
      this.changes()?.message(this, message);
      this.changes()?.receipt(this, receiptHandle, receipt);
      received.push({ message, receiptHandle, receiveCount: message.receiveCount });
    }
    for (const message of exhausted) this.#remove(message);
    return { received, exhausted };
  }

  /**
   * Takes in a message that another queue gave up. Identity and receive count stay, and the time it was sent unless the
   * queue is a FIFO queue:
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
   */
  acceptDeadLetter(message: StoredMessage, sourceArn: string, now: number): void {
    const anew = this.settings.fifo ? { sentAt: now, sequenceNumber: this.#sequenceNumbers.next() } : {};
    this.#add({ ...message, ...anew, deadLetterSourceArn: sourceArn, visibleAt: now });
    this.#changed();
  }

  /** Takes a message out, to be moved to another queue. */
  takeOut(message: StoredMessage): void {
    this.#remove(message);
    this.#changed();
  }

  /** Takes in a message that was moved here: a new one, with a new identity and nothing received. */
  acceptMoved(message: StoredMessage, at: { now: number; messageId: string }): void {
    this.#add({
      ...message,
      messageId: at.messageId,
      sequenceNumber: this.settings.fifo && this.#sequenceNumbers.next(),
      sentAt: at.now,
      visibleAt: at.now,
      receiveCount: 0,
      firstReceivedAt: undefined,
      lastReceivedAt: undefined,
      deadLetterSourceArn: undefined,
    });
    this.#changed();
  }

  /**
   * Deleting again, or with the handle of an earlier delivery, succeeds; in a FIFO queue a handle expires with its
   * delivery. Throws ReceiptHandleIsInvalid, InvalidParameterValue.
   */
  delete(receiptHandle: string, now: number): void {
    const { message, receiveCount } = this.#receipt(receiptHandle);
    if (this.settings.fifo && this.#messages.includes(message)) {
      if (message.visibleAt <= now || message.receiveCount !== receiveCount) {
        throw receiptHandleHasExpired(receiptHandle);
      }
    }
    this.#remove(message);
    this.#changed();
  }

  /** Whether the delivery still holds its message: not deleted, not visible, not delivered again. */
  isHeld({ message, receiveCount }: ReceivedMessage, now: number): boolean {
    return this.#messages.includes(message) && message.visibleAt > now && message.receiveCount === receiveCount;
  }

  /** Throws InvalidParameterValue when the message is gone, visible again, or beyond 12 hours since its receipt. */
  changeVisibility(receiptHandle: string, visibilityTimeoutSeconds: number, now: number): void {
    const { message } = this.#receipt(receiptHandle);
    if (!this.#messages.includes(message) || message.visibleAt <= now) {
      throw invalidValue(
        "ReceiptHandle",
        receiptHandle,
        "Message does not exist or is not available for visibility timeout change.",
      );
    }
    const visibleAt = now + visibilityTimeoutSeconds * 1000;
    if (visibleAt > (message.lastReceivedAt ?? now) + MAX_VISIBILITY_SECONDS * 1000) {
      throw invalidValue(
        "VisibilityTimeout",
        visibilityTimeoutSeconds,
        `Total VisibilityTimeout for the message is beyond the limit [${MAX_VISIBILITY_SECONDS} seconds]`,
      );
    }
    message.visibleAt = visibleAt;
    this.changes()?.message(this, message);
    this.#changed();
  }

  purge(now: number): void {
    this.purgedAt = now;
    for (const message of this.#messages) this.changes()?.messageGone(this, message);
    this.#messages = [];
    this.changes()?.queue(this);
    this.#changed();
  }

  /** Messages that a receive at `now` would act on. */
  visibleCount(now: number): number {
    this.#expire(now);
    return [...this.#receivable(now)].length;
  }

  /** The message that a receive at `now` would begin with. */
  firstVisible(now: number): StoredMessage | undefined {
    this.#expire(now);
    for (const message of this.#receivable(now)) return message;
    return undefined;
  }

  /** When the next delayed or received message becomes visible; `undefined` when none is waiting. */
  nextVisibleAt(now: number): number | undefined {
    const waiting = this.messages(now).filter((message) => message.visibleAt > now);
    return waiting.length === 0 ? undefined : Math.min(...waiting.map((message) => message.visibleAt));
  }

  counts(now: number): { visible: number; inFlight: number; delayed: number } {
    const messages = this.messages(now);
    const invisible = messages.filter((message) => message.visibleAt > now);
    const inFlight = invisible.filter((message) => message.lastReceivedAt !== undefined).length;
    return { visible: messages.length - invisible.length, inFlight, delayed: invisible.length - inFlight };
  }

  /** All messages, visible or not, in the order sent. */
  messages(now: number): readonly StoredMessage[] {
    this.#expire(now);
    return this.#messages;
  }

  /** In the order in which a receive takes them; messages may be received while this goes on. */
  *#receivable(now: number): Generator<StoredMessage> {
    if (this.settings.fifo) yield* inGroupOrder(this.#messages, now);
    else for (const message of this.#messages) if (message.visibleAt <= now) yield message;
  }

  #receipt(receiptHandle: string): Receipt {
    const receipt = this.#handles.get(receiptHandle);
    if (!receipt) throw receiptHandleIsInvalid(receiptHandle);
    return receipt;
  }

  #add(message: StoredMessage): void {
    this.#messages.push(message);
    this.changes()?.message(this, message);
    // Its sequence number is the queue's last.
    if (this.settings.fifo) this.changes()?.queue(this);
  }

  #remove(message: StoredMessage): void {
    const left = this.#messages.filter((other) => other !== message);
    if (left.length < this.#messages.length) this.changes()?.messageGone(this, message);
    this.#messages = left;
  }

  #expire(now: number): void {
    const retentionMs = this.settings.messageRetentionSeconds * 1000;
    const over = this.#messages.filter((message) => message.sentAt + retentionMs <= now);
    if (over.length === 0) return;
    for (const message of over) this.changes()?.messageGone(this, message);
    this.#messages = this.#messages.filter((message) => message.sentAt + retentionMs > now);
  }

  /** What it is beside its settings, messages and receipts; read and put back when its state outlives the process. */
  get kept(): QueueFacts {
    const { modifiedAt, purgedAt, tags } = this;
    return { modifiedAt, purgedAt, tags, lastSequenceNumber: this.#sequenceNumbers.last };
  }

  restoreFacts({ modifiedAt, purgedAt, tags, lastSequenceNumber }: QueueFacts): void {
    this.modifiedAt = modifiedAt;
    this.purgedAt = purgedAt;
    this.#tags = tags;
    this.#sequenceNumbers.last = lastSequenceNumber;
  }

  /** Takes in a message, behind those that it has. */
  restoreMessage(message: StoredMessage): void {
    this.#messages.push(message);
  }

  restoreReceipt(receiptHandle: string, receipt: Receipt): void {
    this.#handles.set(receiptHandle, receipt);
  }

  restoreDeduplicated(identity: string, message: StoredMessage, at: number): void {
    this.#deduplication.restore(identity, message, at);
  }

  /** Every handle ever given out, and every identity that is remembered. */
  identifiers(): { readonly receiptHandles: Iterable<string>; readonly deduplicated: Iterable<string> } {
    return { receiptHandles: this.#handles.keys(), deduplicated: this.#deduplication.identities() };
  }

  #changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}

/** Real handles are opaque base64 beginning with the version of their encryption. */
function drawReceiptHandle(random: RandomStream): string {
  return `AQEB${random.bytes(126).toString("base64")}`;
}
