import { encryptionAttribute, isEncryptionAttribute } from "./attributes/encryption.ts";
import { checkFifo, describeFifo, fifoAttribute, isFifoAttribute } from "./attributes/fifo.ts";
import { describeNumbers, isNumber, numberAttribute } from "./attributes/numbers.ts";
import { checkPolicy } from "./attributes/policy.ts";
import { type FindQueue, redriveAllowPolicy, redrivePolicy } from "./attributes/redrive.ts";
import { invalidAttributeName, oneEncryption } from "./errors.ts";
import type { Queue } from "./queue.ts";
import type { QueueSettings } from "./queue-settings.ts";

const READ_ONLY = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesDelayed",
  "ApproximateNumberOfMessagesNotVisible",
  "CreatedTimestamp",
  "LastModifiedTimestamp",
  "QueueArn",
];
const POLICIES = ["Policy", "RedriveAllowPolicy", "RedrivePolicy"];

/** `settings` of the queue with that ARN, with the given attributes changed. Throws InvalidAttributeName and -Value. */
export function applyAttributes(
  queueArn: string,
  settings: QueueSettings,
  attributes: Readonly<Record<string, string>>,
  find: FindQueue,
): QueueSettings {
  if (attributes.KmsMasterKeyId && attributes.SqsManagedSseEnabled === "true") throw oneEncryption();
  let changed = settings;
  for (const [name, text] of Object.entries(attributes)) {
    if (isNumber(name)) changed = { ...changed, ...numberAttribute(name, text) };
    else if (isFifoAttribute(name)) changed = { ...changed, fifo: fifoAttribute(changed.fifo, name, text) };
    else if (isEncryptionAttribute(name))
      changed = { ...changed, encryption: encryptionAttribute(changed, name, text) };
    else if (name === "Policy") changed = { ...changed, policy: checkPolicy(text) };
    else if (name === "RedrivePolicy") changed = { ...changed, redrive: redrivePolicy(queueArn, text, find) };
    else if (name === "RedriveAllowPolicy") changed = { ...changed, redriveAllow: redriveAllowPolicy(text) };
    else throw invalidAttributeName(name);
  }
  if (changed.fifo) checkFifo(changed.fifo);
  return changed;
}

/** All attributes of a queue as GetQueueAttributes answers them; timestamps are whole seconds. */
export function describeAttributes(queue: Queue, now: number): Record<string, string> {
  const counts = queue.counts(now);
  const { settings } = queue;
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modifiedAt / 1000)),
    ...describeNumbers(settings),
    ...(settings.policy === undefined ? {} : { Policy: settings.policy }),
    ...(settings.redrive ? { RedrivePolicy: JSON.stringify(settings.redrive) } : {}),
    ...(settings.redriveAllow ? { RedriveAllowPolicy: JSON.stringify(settings.redriveAllow) } : {}),
    ...(settings.fifo ? describeFifo(settings.fifo) : {}),
    ...settings.encryption,
  };
}

/** Names that GetQueueAttributes knows, whether or not this queue has a value. */
export function isQueueAttribute(name: string): boolean {
  return (
    isNumber(name) || isFifoAttribute(name) || isEncryptionAttribute(name) || [...READ_ONLY, ...POLICIES].includes(name)
  );
}
