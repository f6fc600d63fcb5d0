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
  /** `undefined`: a standard queue. A queue never changes from one to the other. */
  readonly fifo: FifoSettings | undefined;
  readonly redriveAllow: RedriveAllowPolicy | undefined;
  /** Text of the queue's access policy, as it was sent; `access.ts` asks it. */
  readonly policy: string | undefined;
  /** Kept and answered, without effect: KmsMasterKeyId, KmsDataKeyReusePeriodSeconds, SqsManagedSseEnabled. */
  readonly encryption: Readonly<Record<string, string>>;
}

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

export interface FifoSettings {
  readonly contentBasedDeduplication: boolean;
  readonly deduplicationScope: "queue" | "messageGroup";
  /** Kept and answered, without effect: nothing here is as fast as AWS's limits. */
  readonly throughputLimit: "perQueue" | "perMessageGroupId";
}

/** Which queues may have this one as their dead-letter queue. */
export interface RedriveAllowPolicy {
  readonly redrivePermission: "allowAll" | "denyAll" | "byQueue";
  readonly sourceQueueArns?: readonly string[] | undefined;
}

export const DEFAULT_FIFO_SETTINGS: FifoSettings = {
  contentBasedDeduplication: false,
  deduplicationScope: "queue",
  throughputLimit: "perQueue",
};

export const DEFAULT_SETTINGS: QueueSettings = {
  delaySeconds: DEFAULT_DELAY_SECONDS,
  maximumMessageBytes: DEFAULT_MESSAGE_LIMIT_BYTES,
  messageRetentionSeconds: DEFAULT_RETENTION_SECONDS,
  receiveWaitSeconds: DEFAULT_WAIT_SECONDS,
  visibilityTimeoutSeconds: DEFAULT_VISIBILITY_SECONDS,
  redrive: undefined,
  fifo: undefined,
  redriveAllow: undefined,
  policy: undefined,
  encryption: { SqsManagedSseEnabled: "true" },
};
