import { invalidParameter } from "./errors.ts";

/**
 * The queue to which a subscription's messages go that its endpoint refuses, from `{"deadLetterTargetArn":"…"}`:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html. Throws InvalidParameter.
 */
export function deadLetterQueueOf(policy: string): string {
  let read: unknown;
  try {
    read = JSON.parse(policy);
  } catch {
    throw invalidParameter("RedrivePolicy: failed to parse JSON.");
  }
  const arn =
    typeof read === "object" && read !== null && "deadLetterTargetArn" in read ? read.deadLetterTargetArn : "";
  if (typeof arn === "string" && /^arn:aws:sqs:[^:]+:\d{12}:[^:]+$/.test(arn)) return arn;
  throw invalidParameter("RedrivePolicy: deadLetterTargetArn is an invalid arn");
}
