import {
  DEFAULT_DELAY_SECONDS,
  DEFAULT_MESSAGE_LIMIT_BYTES,
  DEFAULT_RETENTION_SECONDS,
  DEFAULT_VISIBILITY_SECONDS,
  DEFAULT_WAIT_SECONDS,
} from "./limits.ts";
/** A queue's attributes in their own units; `attributes.ts` reads and writes their texts. */
export interface QueueSettings {
  readonly delaySeconds: number;
  readonly maximumMessageBytes: number;
  readonly messageRetentionSeconds: number;
  readonly receiveWaitSeconds: number;
  readonly visibilityTimeoutSeconds: number;
  readonly redrive: RedrivePolicy | undefined;
  /** Kept and answered, without effect: KmsMasterKeyId, KmsDataKeyReusePeriodSeconds, SqsManagedSseEnabled. */
  readonly encryption: Readonly<Record<string, string>>;
}

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

export const DEFAULT_SETTINGS: QueueSettings = {
  delaySeconds: DEFAULT_DELAY_SECONDS,
  maximumMessageBytes: DEFAULT_MESSAGE_LIMIT_BYTES,
  messageRetentionSeconds: DEFAULT_RETENTION_SECONDS,
  receiveWaitSeconds: DEFAULT_WAIT_SECONDS,
  visibilityTimeoutSeconds: DEFAULT_VISIBILITY_SECONDS,
  redrive: undefined,
  encryption: { SqsManagedSseEnabled: "true" },
};
