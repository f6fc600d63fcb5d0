import type { System } from "../../system/revisions.ts";
import type { AccessClaims } from "../http/access-claims.ts";
import { HttpError } from "../http/http-error.ts";
import { type HttpRequest, headerOf } from "../http/messages.ts";
import type { RevokedTokens } from "./revoked-tokens.ts";
import { checkAccessToken, userOf } from "./tokens.ts";

const BEARER = "Bearer ";

export interface Authentication {
  readonly system: System;
  readonly secret: string;
  readonly revokedTokens: RevokedTokens;
  readonly now: () => number;
}

/**
 * Who calls: the text after the first `Bearer `, wherever it stands in the header (docs/contract/http-api.md 1).
 *
 * @throws HttpError 401; 500 for a token without user, or when the store of revoked tokens fails, at the current
 * revision.
 */
export async function authenticate(auth: Authentication, request: HttpRequest): Promise<AccessClaims> {
  const header = headerOf(request, "Authorization") ?? "";
  if (header === "") throw new HttpError(401, "Authorization header required");
  // Only the part between the first and the second "Bearer " counts, as a split at that text gives it.
  const token = header.split(BEARER)[1] ?? "";
  if (token === "") throw new HttpError(401, "Invalid authorization token format");
  const checked = checkAccessToken(auth.system, auth.secret, token, auth.now());
  if (auth.system.features.tokenTypeChecked && (await auth.revokedTokens.has(checked.jti))) {
    throw new HttpError(401, "Access token revoked");
  }
  return { user: userOf(auth.system, checked), jti: checked.jti, expiresAtMs: checked.expiresAtMs };
}
