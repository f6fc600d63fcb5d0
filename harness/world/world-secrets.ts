import { ROLES } from "../../system/infrastructure.ts";
import { credentialOf } from "./credentials.ts";
import { CALLBACK_SECRET, JWT_SECRET } from "./system-under-test.ts";

/** What a world signs with: secrets of test systems only, but they look like real ones, and are treated alike. */
export function worldSecrets(): readonly string[] {
  return [CALLBACK_SECRET, JWT_SECRET, ...Object.values(ROLES).map((role) => credentialOf(role).secretAccessKey)];
}
