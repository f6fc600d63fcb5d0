import type { System } from "../../system/revisions.ts";
import { HttpError } from "../http/http-error.ts";
import { type HttpRequest, headerOf } from "../http/messages.ts";
import type { ExpiringMap } from "./expiring-map.ts";
import { type AccessClaims, verifyAccessToken } from "./tokens.ts";

const BEARER = "Bearer ";

export interface Authentication {
  readonly system: System;
  readonly secret: string;
  /** `jti` of every access token that was signed out, until it expires. */
  readonly revokedTokens: ExpiringMap<true>;
  readonly now: () => number;
}

/**
 * Who calls: the text after the first `Bearer `, wherever it stands in the header (contract/http-api.md 1).
 *
 * @throws HttpError 401, or 500 for a token without user at the current revision.
 */
export function authenticate(auth: Authentication, request: HttpRequest): AccessClaims {
  const header = headerOf(request, "Authorization") ?? "";
  if (header === "") throw new HttpError(401, "Authorization header required");
  // Only the part between the first and the second "Bearer " counts, as a split at that text gives it.
  const token = header.split(BEARER)[1] ?? "";
  if (token === "") throw new HttpError(401, "Invalid authorization token format");
  const claims = verifyAccessToken(auth.system, auth.secret, token, auth.now());
  if (auth.system.features.tokenTypeChecked && auth.revokedTokens.get(claims.jti)) {
    throw new HttpError(401, "Access token revoked");
  }
  return claims;
}
