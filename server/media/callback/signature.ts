import { createHmac, timingSafeEqual } from "node:crypto";
import type { System } from "../../../system/revisions.ts";
import { wrongSignatureStatus } from "../../http/documented-answers.ts";
import { HttpError } from "../../http/http-error.ts";
import { type HttpRequest, headerOf } from "../../http/messages.ts";
import type { Logger } from "../../logging/logger.ts";

/**
 * `X-Toq-Signature` must be the hex HMAC-SHA256 of the exact body. Without a configured secret every callback is
 * accepted (docs/contract/http-api.md 6).
 *
 * @throws HttpError 401, with D33 403 `invalid callback signature`.
 */
export function checkSignature(system: System, secret: string, log: Logger, request: HttpRequest): void {
  if (secret === "") {
    log.warn("adapter.stepfunctions.callback.secret_missing");
    return;
  }
  const given = (headerOf(request, "X-Toq-Signature") ?? "").trim().toLowerCase();
  const expected = createHmac("sha256", secret).update(request.body).digest("hex");
  if (given !== "") {
    const same =
      Buffer.byteLength(given) === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
    if (same && request.body.length > 0) return;
    log.warn("adapter.stepfunctions.callback.signature_mismatch");
  }
  throw new HttpError(wrongSignatureStatus(system), "invalid callback signature");
}
