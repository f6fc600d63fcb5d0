import { createHash } from "node:crypto";
import type { ParameterVersion } from "./parameter-store.ts";

/** A SecureString that nobody asked to decrypt is Base64 of what is no secret any more: the same value, the same text. */
export function shownValue({ type, value, keyId = "" }: ParameterVersion, decrypted: boolean): string {
  if (type !== "SecureString" || decrypted) return value;
  return createHash("sha512").update(keyId).update("\0").update(value).digest("base64");
}
