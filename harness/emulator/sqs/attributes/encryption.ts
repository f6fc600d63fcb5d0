import { invalidAttributeValue } from "../errors.ts";
import { DEFAULT_DATA_KEY_REUSE_SECONDS, MAX_DATA_KEY_REUSE_SECONDS, MIN_DATA_KEY_REUSE_SECONDS } from "../limits.ts";
import type { QueueSettings } from "../queue-settings.ts";

const NAMES = ["KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "SqsManagedSseEnabled"] as const;

type EncryptionName = (typeof NAMES)[number];

export const isEncryptionAttribute = (name: string): name is EncryptionName =>
  (NAMES as readonly string[]).includes(name);

/**
 * A queue is encrypted with SQS's own keys or with KMS's: a key of the one takes the other away; an empty key id takes
 * KMS away. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export function encryptionAttribute(
  { encryption }: QueueSettings,
  name: EncryptionName,
  text: string,
): QueueSettings["encryption"] {
  switch (name) {
    case "KmsMasterKeyId": {
      const { KmsMasterKeyId: _, KmsDataKeyReusePeriodSeconds: reuse, ...rest } = encryption;
      if (text === "") return rest;
      return {
        ...rest,
        KmsMasterKeyId: text,
        KmsDataKeyReusePeriodSeconds: reuse ?? String(DEFAULT_DATA_KEY_REUSE_SECONDS),
        SqsManagedSseEnabled: "false",
      };
    }
    case "KmsDataKeyReusePeriodSeconds": {
      const seconds = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      if (!(seconds >= MIN_DATA_KEY_REUSE_SECONDS && seconds <= MAX_DATA_KEY_REUSE_SECONDS)) {
        throw invalidAttributeValue(name);
      }
      return { ...encryption, KmsDataKeyReusePeriodSeconds: text };
    }
    case "SqsManagedSseEnabled": {
      if (text === "false") return { ...encryption, SqsManagedSseEnabled: text };
      if (text !== "true") throw invalidAttributeValue(name);
      return { SqsManagedSseEnabled: text };
    }
  }
}
