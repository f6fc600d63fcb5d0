import { expectedOwnerMismatch, invalidExpectedOwner } from "./errors.ts";
import type { Owner, Owners } from "./owners.ts";

/**
 * The account that a request expects a bucket to be of, where it says one:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html. Throws AccessDenied, InvalidBucketOwnerAWSAccountID.
 */
export function checkExpectedOwner(expected: string | undefined, owner: Owner, owners: Owners): void {
  if (expected === undefined) return;
  if (!/^\d{12}$/.test(expected)) throw invalidExpectedOwner();
  if (owners.of(expected).id !== owner.id) throw expectedOwnerMismatch();
}
