import { createHash } from "node:crypto";
import type { RandomStream } from "../../clock/random-streams.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * Ids as IAM makes them: the prefix says of what
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes).
 */
export function uniqueId(
  prefix: "AIDA" | "AKIA" | "ANPA" | "AROA" | "ASIA",
  letters: number,
  random: RandomStream,
): string {
  return prefix + Array.from({ length: letters }, () => LETTERS[random.integer(LETTERS.length)]).join("");
}

/** The id of what is known by its ARN alone: always the same. */
export function derivedId(prefix: "AROA", arn: string): string {
  const digest = createHash("sha256").update(arn).digest();
  return prefix + [...digest.subarray(0, 17)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
}

export function secretKey(random: RandomStream): string {
  return random.bytes(30).toString("base64");
}
