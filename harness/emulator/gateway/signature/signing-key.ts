import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { MOST_SIGNING_KEYS } from "../limits.ts";
import type { CredentialScope } from "./authorization.ts";

/** Clients sign with few secrets, but scopes are theirs to choose: whoever signs for ever other days must not fill the memory. */
const kept = new Map<string, KeyObject>();

/**
 * The key that requests of one day, region and service are signed with. It costs four of the five hashes of a signature, and is
 * the same for every request of a scope, so it is worked out once
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html, step 4).
 */
export function signingKeyOf(secretAccessKey: string, { date, region, service }: CredentialScope): KeyObject {
  const name = JSON.stringify([secretAccessKey, date, region, service]);
  const known = kept.get(name);
  if (known) return known;
  const hmac = (key: string | Buffer, data: string): Buffer => createHmac("sha256", key).update(data).digest();
  const dateKey = hmac(`AWS4${secretAccessKey}`, date);
  const key = createSecretKey(hmac(hmac(hmac(dateKey, region), service), "aws4_request"));
  if (kept.size >= MOST_SIGNING_KEYS) kept.clear();
  kept.set(name, key);
  return key;
}
