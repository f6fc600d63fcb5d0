import type { Timer } from "../../../clock/clock.ts";
import { withCause } from "../../../network/cause.ts";
import type { RoomDependencies } from "../../room.ts";
import { describeDelivery, type Queue, type ReceivedMessage, type Sqs } from "../../sqs/index.ts";
import type { InvocationResult } from "../invoker.ts";
import { DEFAULT_CONCURRENT_BATCHES, MAX_POLLED_MESSAGES, MAX_REQUEST_BYTES } from "../limits.ts";
import { failedMessages } from "./batch-outcome.ts";
import type { EventSourceMapping } from "./mapping.ts";
import { messageFilter } from "./message-filter.ts";
import { sqsEvent } from "./sqs-event.ts";

/** A poll that failed is repeated after this time; ours, AWS does not publish its own. */
const POLL_RETRY_MS = 1000;

export interface PollerParts {
  readonly deps: RoomDependencies;
  readonly sqs: Sqs;
  readonly queue: Queue;
  readonly mapping: EventSourceMapping;
  readonly invoke: (functionArn: string, payload: string) => Promise<InvocationResult>;
}

/**
 * Feeds one function from one queue. It is told when its queue changes instead of polling round and round, so an idle
 * world has no events. While messages are visible a batch is under way; while messages are only invisible (delayed, or
 * waiting for their next attempt) a *foreground* timer stands at the time when the next one becomes visible. Hence a
 * world settles when every mapped queue is empty or its messages have moved to a dead-letter queue.
 */
export class Poller {
  readonly #parts: PollerParts;
  readonly #leave: () => void;
  #timer: Timer | undefined;
  #polling = false;
  #batches = 0;
  #stopped = false;

  constructor(parts: PollerParts) {
    this.#parts = parts;
    this.#leave = parts.queue.watch(() => this.look());
    this.look();
  }

  stop(): void {
    this.#stopped = true;
    this.#leave();
    this.#timer?.cancel();
  }

  /** Decides what to wait for, or begins a batch. Call it when queue or mapping have changed. */
  look(): void {
    const { deps, queue, mapping } = this.#parts;
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#stopped || !mapping.enabled) return;
    const now = deps.clock.now();
    const first = queue.firstVisible(now);
    if (first) {
      // Whoever polls, or ends a batch, looks again.
      if (this.#polling || this.#batches >= (mapping.maximumConcurrency ?? DEFAULT_CONCURRENT_BATCHES)) return;
      this.#polling = true;
      this.#batches++;
      withCause(first.cause, () => void deps.clock.spawn(`${this.#name()}: batch`, () => this.#batch()));
      return;
    }
    const next = queue.nextVisibleAt(now);
    if (next === undefined) return;
    this.#timer = deps.clock.timer(`${this.#name()}: next visible message`, next - now, () => this.look());
  }

  async #batch(): Promise<void> {
    try {
      const collected = await this.#filter(await this.#collect());
      for (const batch of withinPayloadLimit(collected, this.#parts.mapping.eventSourceArn)) await this.#process(batch);
    } finally {
      this.#batches--;
      this.look();
    }
  }

  /** Receives until the batch is full or its window is over. */
  async #collect(): Promise<ReceivedMessage[]> {
    const { deps, sqs, queue, mapping } = this.#parts;
    const batch: ReceivedMessage[] = [];
    let windowEnds: number | undefined;
    try {
      for (;;) {
        if (queue.visibleCount(deps.clock.now()) > 0)
          batch.push(...(await this.#receive(mapping.batchSize - batch.length)));
        if (batch.length === 0 || batch.length >= mapping.batchSize || mapping.batchingWindowSeconds === 0)
          return batch;
        windowEnds ??= deps.clock.now() + mapping.batchingWindowSeconds * 1000;
        if (deps.clock.now() >= windowEnds) return batch;
        await sqs.waitForChange(queue, windowEnds);
      }
    } finally {
      this.#polling = false;
      this.look();
    }
  }

  /** Deletes what is not for the function, and gives what is. */
  async #filter(collected: readonly ReceivedMessage[]): Promise<readonly ReceivedMessage[]> {
    const { filters, eventSourceArn } = this.#parts.mapping;
    const fits = messageFilter(filters, eventSourceArn);
    const others = collected.filter((delivery) => !fits(delivery));
    if (others.length === 0) return collected;
    for (let from = 0; from < others.length; from += MAX_POLLED_MESSAGES) {
      await this.#delete(others.slice(from, from + MAX_POLLED_MESSAGES));
    }
    return collected.filter(fits);
  }

  /** A poll that fails (a fault struck it) is recorded by the network, and repeated a little later. */
  async #receive(wanted: number): Promise<ReceivedMessage[]> {
    const { deps, sqs, queue } = this.#parts;
    const maxMessages = Math.min(wanted, MAX_POLLED_MESSAGES);
    try {
      return await deps.network.operation(
        { source: "event-source-mapping", target: "sqs", operation: "ReceiveMessage", resource: queue.name },
        () => sqs.receiveMessages(queue, { maxMessages, waitMs: 0 }),
        (received) => ({ outcome: "ok", response: this.#keep({ Messages: received.map(describeDelivery) }) }),
      );
    } catch {
      await deps.clock.sleep(POLL_RETRY_MS, `${this.#name()}: poll again`);
      return [];
    }
  }

  async #process(batch: readonly ReceivedMessage[]): Promise<void> {
    const { mapping, invoke } = this.#parts;
    let result: InvocationResult;
    try {
      result = await invoke(mapping.functionArn, sqsEvent(batch, mapping.eventSourceArn));
    } catch {
      // Throttled or refused; recorded by the network. The batch comes back after its visibility time-out.
      return;
    }
    if (result.functionError) return;
    const failed = mapping.reportBatchItemFailures
      ? failedMessages(
          result.payload,
          batch.map(({ message }) => message.messageId),
        )
      : new Set();
    const done = batch.filter(({ message }) => !failed.has(message.messageId));
    for (let from = 0; from < done.length; from += MAX_POLLED_MESSAGES) {
      await this.#delete(done.slice(from, from + MAX_POLLED_MESSAGES));
    }
  }

  /** Messages whose deletion fails are delivered again: SQS promises at least once. */
  async #delete(done: readonly ReceivedMessage[]): Promise<void> {
    const { deps, queue } = this.#parts;
    const entries = done.map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
    const request = this.#keep({ Entries: entries });
    try {
      await deps.network.operation(
        {
          source: "event-source-mapping",
          target: "sqs",
          operation: "DeleteMessageBatch",
          resource: queue.name,
          request,
        },
        () => {
          for (const { receiptHandle } of done) queue.delete(receiptHandle, deps.clock.now());
        },
      );
    } catch {
      // Recorded by the network.
    }
  }

  #keep(body: unknown) {
    return this.#parts.deps.network.trace.keep(Buffer.from(JSON.stringify(body)));
  }

  #name(): string {
    return `${this.#parts.queue.name} → ${this.#parts.mapping.functionName}`;
  }
}

/** A batch larger than a request may be is invoked in parts. */
function withinPayloadLimit(batch: readonly ReceivedMessage[], eventSourceArn: string): ReceivedMessage[][] {
  const parts: ReceivedMessage[][] = [];
  let bytes = 0;
  for (const delivery of batch) {
    const size = Buffer.byteLength(sqsEvent([delivery], eventSourceArn));
    const part = parts.at(-1);
    if (part && bytes + size <= MAX_REQUEST_BYTES) {
      part.push(delivery);
      bytes += size;
    } else {
      parts.push([delivery]);
      bytes = size;
    }
  }
  return parts;
}
