import { createHmac } from "node:crypto";

/** The recording's secret (golden/README, "Test values"); a world's is the same. */
const CALLBACK_SECRET = "golden-test-secret";

/** What `X-Toq-Signature` must be for this body. */
export function callbackSignature(body: string): string {
  return createHmac("sha256", CALLBACK_SECRET).update(body).digest("hex");
}
