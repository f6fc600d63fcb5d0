import { z } from "zod";
import {
  invalidAttributeName,
  invalidAttributeValue,
  invalidParameterValue,
  invalidValue,
  notEmulated,
} from "./errors.ts";
import {
  MAX_DELAY_SECONDS,
  MAX_MESSAGE_BYTES,
  MAX_RECEIVE_COUNT_LIMIT,
  MAX_RETENTION_SECONDS,
  MAX_VISIBILITY_SECONDS,
  MAX_WAIT_SECONDS,
  MIN_DELAY_SECONDS,
  MIN_MESSAGE_LIMIT_BYTES,
  MIN_RECEIVE_COUNT_LIMIT,
  MIN_RETENTION_SECONDS,
  MIN_VISIBILITY_SECONDS,
  MIN_WAIT_SECONDS,
} from "./limits.ts";
import type { Queue } from "./queue.ts";
import type { QueueSettings, RedrivePolicy } from "./queue-settings.ts";

type NumericSetting = Exclude<keyof QueueSettings, "redrive" | "encryption">;

const NUMBERS: Readonly<Record<string, { setting: NumericSetting; minimum: number; maximum: number }>> = {
  VisibilityTimeout: {
    setting: "visibilityTimeoutSeconds",
    minimum: MIN_VISIBILITY_SECONDS,
    maximum: MAX_VISIBILITY_SECONDS,
  },
  MaximumMessageSize: {
    setting: "maximumMessageBytes",
    minimum: MIN_MESSAGE_LIMIT_BYTES,
    maximum: MAX_MESSAGE_BYTES,
  },
  MessageRetentionPeriod: {
    setting: "messageRetentionSeconds",
    minimum: MIN_RETENTION_SECONDS,
    maximum: MAX_RETENTION_SECONDS,
  },
  DelaySeconds: { setting: "delaySeconds", minimum: MIN_DELAY_SECONDS, maximum: MAX_DELAY_SECONDS },
  ReceiveMessageWaitTimeSeconds: {
    setting: "receiveWaitSeconds",
    minimum: MIN_WAIT_SECONDS,
    maximum: MAX_WAIT_SECONDS,
  },
};
const ENCRYPTION = ["KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "SqsManagedSseEnabled"];
const NOT_EMULATED = [
  "Policy",
  "RedriveAllowPolicy",
  "ContentBasedDeduplication",
  "DeduplicationScope",
  "FifoThroughputLimit",
];

/** `settings` with the given attributes changed. `queueExists` answers whether an ARN is a queue of this world. */
export function applyAttributes(
  settings: QueueSettings,
  attributes: Readonly<Record<string, string>>,
  queueExists: (arn: string) => boolean,
): QueueSettings {
  let changed = settings;
  for (const [name, text] of Object.entries(attributes)) {
    const number = NUMBERS[name];
    if (number) {
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      if (!(value >= number.minimum && value <= number.maximum)) throw invalidAttributeValue(name);
      changed = { ...changed, [number.setting]: value };
    } else if (name === "RedrivePolicy") {
      changed = { ...changed, redrive: parseRedrivePolicy(text, queueExists) };
    } else if (ENCRYPTION.includes(name)) {
      changed = { ...changed, encryption: { ...changed.encryption, [name]: text } };
    } else if (name === "FifoQueue") {
      throw text === "true" ? notEmulated("A FIFO queue") : invalidAttributeName(name);
    } else if (NOT_EMULATED.includes(name)) {
      throw notEmulated(`The queue attribute ${name}`);
    } else {
      throw invalidAttributeName(name);
    }
  }
  return changed;
}

const redriveSchema = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]),
});

/** Empty text takes the policy away. */
function parseRedrivePolicy(text: string, queueExists: (arn: string) => boolean): RedrivePolicy | undefined {
  if (text === "") return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalidValue("RedrivePolicy", text, "Redrive policy is not a valid JSON map.");
  }
  const members = typeof json === "object" && json !== null ? json : {};
  for (const name of ["maxReceiveCount", "deadLetterTargetArn"]) {
    if (!(name in members)) {
      throw invalidValue("RedrivePolicy", text, `Redrive policy does not contain mandatory attribute: ${name}.`);
    }
  }
  const parsed = redriveSchema.safeParse(members);
  if (!parsed.success || !parsed.data.deadLetterTargetArn.startsWith("arn:")) {
    throw invalidValue("RedrivePolicy", text, "Invalid value for deadLetterTargetArn.");
  }
  const { deadLetterTargetArn, maxReceiveCount } = parsed.data;
  if (
    !Number.isInteger(maxReceiveCount) ||
    maxReceiveCount < MIN_RECEIVE_COUNT_LIMIT ||
    maxReceiveCount > MAX_RECEIVE_COUNT_LIMIT
  ) {
    throw invalidValue(
      "RedrivePolicy",
      text,
      `Invalid value for maxReceiveCount: ${maxReceiveCount}, valid values are from ${MIN_RECEIVE_COUNT_LIMIT} to ` +
        `${MAX_RECEIVE_COUNT_LIMIT} both inclusive.`,
    );
  }
  if (!queueExists(deadLetterTargetArn)) {
    throw invalidParameterValue(
      `Value ${text} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`,
    );
  }
  return { deadLetterTargetArn, maxReceiveCount };
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
    ...Object.fromEntries(Object.entries(NUMBERS).map(([name, { setting }]) => [name, String(settings[setting])])),
    ...(settings.redrive ? { RedrivePolicy: JSON.stringify(settings.redrive) } : {}),
    ...settings.encryption,
  };
}

/** Names that GetQueueAttributes knows, whether or not this queue has a value. */
export function isQueueAttribute(name: string): boolean {
  const readOnly = ["ApproximateNumberOfMessages", "CreatedTimestamp", "LastModifiedTimestamp", "QueueArn"];
  return (
    name in NUMBERS ||
    name === "RedrivePolicy" ||
    name === "FifoQueue" ||
    name.startsWith("ApproximateNumberOfMessages") ||
    [...readOnly, ...ENCRYPTION, ...NOT_EMULATED].includes(name)
  );
}
