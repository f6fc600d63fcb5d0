/** A copy of an archived object that can be read for a while (https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects.html). */
export interface RestoredCopy {
  /** From then on it can be read. */
  readonly readableAtMs: number;
  /** It is there until then: a midnight, UTC. */
  readonly endsAtMs: number;
}
