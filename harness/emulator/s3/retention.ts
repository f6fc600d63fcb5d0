/** Locks of objects (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html). */
export interface Retention {
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
  readonly untilMs: number;
}

export type LegalHold = "ON" | "OFF";
