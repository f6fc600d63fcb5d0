import { regionOfQueueUrl } from "../gateway/region-of-request.ts";
import { applyAttributes, describeAttributes } from "./attributes.ts";
import {
  invalidAddress,
  invalidParameterValue,
  queueDeletedRecently,
  queueDoesNotExist,
  queueNameExists,
} from "./errors.ts";
import { MAX_QUEUE_NAME_CHARACTERS, RECREATE_INTERVAL_MS } from "./limits.ts";
import { Queue } from "./queue.ts";
import type { QueueChanges } from "./queue-changes.ts";
import { DEFAULT_FIFO_SETTINGS, DEFAULT_SETTINGS, type QueueSettings } from "./queue-settings.ts";

/** The queues of one account and region. */
export class QueueDirectory {
  readonly #queues = new Map<string, Queue>();
  readonly #deletedAt = new Map<string, number>();
  readonly #arnPrefix: string;
  readonly #region: string;
  /** Nobody is told without it. */
  changes: QueueChanges<Queue> | undefined;

  constructor(at: { accountId: string; region: string }) {
    this.#region = at.region;
    this.#arnPrefix = `arn:aws:sqs:${at.region}:${at.accountId}:`;
  }

  arn(name: string): string {
    return this.#arnPrefix + name;
  }

  /** The same name with the same values gives the queue that is there. Throws QueueNameExists, QueueDeletedRecently. */
  create(name: string, attributes: Readonly<Record<string, string>>, now: number): Queue {
    const isFifo = attributes.FifoQueue === "true";
    checkName(name, isFifo);
    const existing = this.#queues.get(name);
    const fresh = isFifo ? { ...DEFAULT_SETTINGS, fifo: DEFAULT_FIFO_SETTINGS } : DEFAULT_SETTINGS;
    const find = (arn: string) => this.byArn(arn);
    const settings = applyAttributes(this.arn(name), existing?.settings ?? fresh, attributes, find);
    if (existing) {
      const before = describeAttributes(existing, now);
      const after = describeAttributes(new Queue(name, existing.arn, settings, now), now);
      const different = Object.keys(attributes).find((attribute) => before[attribute] !== after[attribute]);
      if (different !== undefined) throw queueNameExists(different);
      return existing;
    }
    const deletedAt = this.#deletedAt.get(name);
    if (deletedAt !== undefined && now < deletedAt + RECREATE_INTERVAL_MS) throw queueDeletedRecently();
    const queue = this.#make(name, settings, now);
    this.changes?.queue(queue);
    return queue;
  }

  /** Makes a queue as it was before a restart; what belongs to it follows. */
  restore(name: string, settings: QueueSettings, createdAt: number): Queue {
    return this.#make(name, settings, createdAt);
  }

  restoreDeleted(name: string, deletedAt: number): void {
    this.#deletedAt.set(name, deletedAt);
  }

  #make(name: string, settings: QueueSettings, now: number): Queue {
    const queue = new Queue(name, this.arn(name), settings, now, () => this.changes);
    this.#queues.set(name, queue);
    return queue;
  }

  delete(queue: Queue, now: number): void {
    this.changes?.queueGone(queue, now);
    this.#queues.delete(queue.name);
    this.#deletedAt.set(queue.name, now);
    queue.purge(now);
  }

  /** Any path is accepted: the last segment of the URL is the queue's name. Throws QueueDoesNotExist, InvalidAddress. */
  byUrl(url: string): Queue {
    if ((regionOfQueueUrl(url) ?? this.#region) !== this.#region) throw invalidAddress(url);
    const queue = this.#queues.get(queueNameOf(url));
    if (!queue) throw queueDoesNotExist();
    return queue;
  }

  byName(name: string): Queue | undefined {
    return this.#queues.get(name);
  }

  byArn(arn: string): Queue | undefined {
    return arn.startsWith(this.#arnPrefix) ? this.#queues.get(arn.slice(this.#arnPrefix.length)) : undefined;
  }

  /** Names of the queues whose dead letters go to the one with that ARN, in the order of the alphabet. */
  sourcesOf(arn: string): string[] {
    return this.names("").filter((name) => this.byName(name)?.settings.redrive?.deadLetterTargetArn === arn);
  }

  /** Names in the order of the alphabet. */
  names(prefix: string): string[] {
    return [...this.#queues.keys()].filter((name) => name.startsWith(prefix)).sort();
  }
}

export function queueNameOf(url: string): string {
  return url.split("/").at(-1) ?? "";
}

function checkName(name: string, isFifo: boolean): void {
  const fits = name.length <= MAX_QUEUE_NAME_CHARACTERS;
  if (isFifo && !(fits && /^[A-Za-z0-9_-]+\.fifo$/.test(name))) {
    throw invalidParameterValue(
      "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo " +
        `suffix and be 1 to ${MAX_QUEUE_NAME_CHARACTERS} in length.`,
    );
  }
  if (!isFifo && !(fits && /^[A-Za-z0-9_-]+$/.test(name))) {
    throw invalidParameterValue(
      `Can only include alphanumeric characters, hyphens, or underscores. 1 to ${MAX_QUEUE_NAME_CHARACTERS} in length`,
    );
  }
}
