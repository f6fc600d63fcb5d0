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
  delaySeconds: 0,
  maximumMessageBytes: 1_048_576,
  messageRetentionSeconds: 345_600,
  receiveWaitSeconds: 0,
  visibilityTimeoutSeconds: 30,
  redrive: undefined,
  encryption: { SqsManagedSseEnabled: "true" },
};
