import { invalidAttributeValue } from "../errors.ts";
import {
  MAX_DELAY_SECONDS,
  MAX_MESSAGE_BYTES,
  MAX_RETENTION_SECONDS,
  MAX_VISIBILITY_SECONDS,
  MAX_WAIT_SECONDS,
  MIN_DELAY_SECONDS,
  MIN_MESSAGE_LIMIT_BYTES,
  MIN_RETENTION_SECONDS,
  MIN_VISIBILITY_SECONDS,
  MIN_WAIT_SECONDS,
} from "../limits.ts";
import type { QueueSettings } from "../queue-settings.ts";

const NUMBERS = {
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
} as const;

type NumberName = keyof typeof NUMBERS;

export const isNumber = (name: string): name is NumberName => Object.hasOwn(NUMBERS, name);

/** The setting that the text of a whole number changes. Throws InvalidAttributeValue. */
export function numberAttribute(name: NumberName, text: string): Partial<QueueSettings> {
  const { setting, minimum, maximum } = NUMBERS[name];
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= minimum && value <= maximum)) throw invalidAttributeValue(name);
  return { [setting]: value };
}

export function describeNumbers(settings: QueueSettings): Record<string, string> {
  return Object.fromEntries(Object.entries(NUMBERS).map(([name, { setting }]) => [name, String(settings[setting])]));
}
