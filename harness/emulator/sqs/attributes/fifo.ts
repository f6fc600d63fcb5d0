import { invalidAttributeName, invalidAttributeValue } from "../errors.ts";
import type { FifoSettings } from "../queue-settings.ts";

const NAMES = ["FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"] as const;

type FifoName = (typeof NAMES)[number];

export const isFifoAttribute = (name: string): name is FifoName => (NAMES as readonly string[]).includes(name);

/**
 * A FIFO queue's settings with one attribute changed. A standard queue does not know the attributes at all, `FifoQueue`
 * included: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export function fifoAttribute(fifo: FifoSettings | undefined, name: FifoName, text: string): FifoSettings {
  if (!fifo) throw invalidAttributeName(name);
  switch (name) {
    case "FifoQueue":
      if (text === "true") return fifo;
      throw invalidAttributeValue(name, "Modifying queue type is not supported.");
    case "ContentBasedDeduplication":
      return { ...fifo, contentBasedDeduplication: oneOf(name, text, ["true", "false"]) === "true" };
    case "DeduplicationScope":
      return { ...fifo, deduplicationScope: oneOf(name, text, ["queue", "messageGroup"]) };
    case "FifoThroughputLimit":
      return { ...fifo, throughputLimit: oneOf(name, text, ["perQueue", "perMessageGroupId"]) };
  }
}

function oneOf<T extends string>(name: string, text: string, values: readonly T[]): T {
  const value = values.find((candidate) => candidate === text);
  if (value === undefined) throw invalidAttributeValue(name);
  return value;
}

export function describeFifo(fifo: FifoSettings): Record<FifoName, string> {
  return {
    FifoQueue: "true",
    ContentBasedDeduplication: String(fifo.contentBasedDeduplication),
    DeduplicationScope: fifo.deduplicationScope,
    FifoThroughputLimit: fifo.throughputLimit,
  };
}

/** Throughput per message group needs deduplication per message group. Throws InvalidAttributeValue. */
export function checkFifo(fifo: FifoSettings): void {
  if (fifo.throughputLimit === "perMessageGroupId" && fifo.deduplicationScope === "queue") {
    throw invalidAttributeValue(
      "FifoThroughputLimit",
      "The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup.",
    );
  }
}
