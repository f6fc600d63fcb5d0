import { createHash } from "node:crypto";
import type { Credential } from "../emulator/gateway/credential.ts";

/** What people use by hand: `aws --endpoint-url …` with test/test may do everything. */
export const TEST_CREDENTIAL: Credential = {
  accessKeyId: "test",
  secretAccessKey: "test",
  role: "administrator",
};

/**
 * Keys of a role, derived from its name: every part of a world signs with its own, so that the gateway knows who calls.
 */
export function credentialOf(role: string): Credential {
  const digest = createHash("sha256").update(role).digest("base64").replace(/[+/=]/g, "0");
  return {
    accessKeyId: `AKIA${digest.slice(0, 16).toUpperCase()}`,
    secretAccessKey: digest.padEnd(40, "0").slice(0, 40),
    role,
  };
}
