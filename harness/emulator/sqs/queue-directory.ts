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

/** The queues of one region: the cloud's own account's, and those of other accounts that have made some. */
export class QueueDirectory {
  /** By their ARNs. */
  readonly #queues = new Map<string, Queue>();
  readonly #deletedAt = new Map<string, number>();
  readonly #accountId: string;
  readonly #region: string;
  /** Nobody is told without it. */
  changes: QueueChanges<Queue> | undefined;

  constructor(at: { accountId: string; region: string }) {
    this.#region = at.region;
    this.#accountId = at.accountId;
  }

  arn(name: string, accountId = this.#accountId): string {
    return `arn:aws:sqs:${this.#region}:${accountId}:${name}`;
  }

  /** The same name with the same values gives the queue that is there. Throws QueueNameExists, QueueDeletedRecently. */
  create(name: string, attributes: Readonly<Record<string, string>>, now: number, accountId = this.#accountId): Queue {
    const arn = this.arn(name, accountId);
    const isFifo = attributes.FifoQueue === "true";
    checkName(name, isFifo);
    const existing = this.#queues.get(arn);
    const fresh = isFifo ? { ...DEFAULT_SETTINGS, fifo: DEFAULT_FIFO_SETTINGS } : DEFAULT_SETTINGS;
    const find = (arn: string) => this.byArn(arn);
    const settings = applyAttributes(arn, existing?.settings ?? fresh, attributes, find);
    if (existing) {
      const before = describeAttributes(existing, now);
      const after = describeAttributes(new Queue(name, existing.arn, settings, now), now);
      const different = Object.keys(attributes).find((attribute) => before[attribute] !== after[attribute]);
      if (different !== undefined) throw queueNameExists(different);
      return existing;
    }
    const deletedAt = this.#deletedAt.get(arn);
    if (deletedAt !== undefined && now < deletedAt + RECREATE_INTERVAL_MS) throw queueDeletedRecently();
    const queue = this.#make(arn, settings, now);
    this.changes?.queue(queue);
    return queue;
  }

  /** Makes a queue as it was before a restart; what belongs to it follows. */
  restore(arn: string, settings: QueueSettings, createdAt: number): Queue {
    return this.#make(arn, settings, createdAt);
  }

  restoreDeleted(arn: string, deletedAt: number): void {
    this.#deletedAt.set(arn, deletedAt);
  }

  #make(arn: string, settings: QueueSettings, now: number): Queue {
    const queue = new Queue(nameInArn(arn), arn, settings, now, () => this.changes);
    this.#queues.set(arn, queue);
    return queue;
  }

  delete(queue: Queue, now: number): void {
    this.changes?.queueGone(queue, now);
    this.#queues.delete(queue.arn);
    this.#deletedAt.set(queue.arn, now);
    queue.purge(now);
  }

  /**
   * The last segment of the URL is the queue's name, the one before it its account; where that account has no such queue, and with any
   * other path, it is the cloud's own. Throws QueueDoesNotExist, InvalidAddress.
   */
  byUrl(url: string): Queue {
    if ((regionOfQueueUrl(url) ?? this.#region) !== this.#region) throw invalidAddress(url);
    const queue = this.findByUrl(url);
    if (!queue && isOfNoQueue(url)) throw invalidAddress(url);
    if (!queue) throw queueDoesNotExist();
    return queue;
  }

  findByUrl(url: string): Queue | undefined {
    const name = queueNameOf(url);
    const accountId = url.split("/").at(-2) ?? "";
    return this.byName(name, accountId) ?? this.byName(name);
  }

  byName(name: string, accountId = this.#accountId): Queue | undefined {
    return this.#queues.get(this.arn(name, accountId));
  }

  byArn(arn: string): Queue | undefined {
    return this.#queues.get(arn);
  }

  /** Names of the queues whose dead letters go to the one with that ARN, in the order of the alphabet. */
  sourcesOf(arn: string): string[] {
    const accountId = accountOfQueue({ arn });
    return this.names("", accountId).filter(
      (name) => this.byName(name, accountId)?.settings.redrive?.deadLetterTargetArn === arn,
    );
  }

  /** Names in the order of the alphabet. */
  names(prefix: string, accountId = this.#accountId): string[] {
    return [...this.#queues.values()]
      .filter((queue) => queue.name.startsWith(prefix) && accountOfQueue(queue) === accountId)
      .map(({ name }) => name)
      .sort();
  }
}

/** The endpoint itself, as the SDK sends it for a queue's URL that is empty: AWS answers InvalidAddress (aws-sdk-net#437). */
const isOfNoQueue = (url: string): boolean => /^https?:\/\/[^/]+\/$/.test(url);

function nameInArn(arn: string): string {
  return arn.split(":").at(-1) ?? "";
}

/** The account that a queue belongs to. */
export function accountOfQueue({ arn }: { readonly arn: string }): string {
  return arn.split(":")[4] ?? "";
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
