import type { Statements } from "../database/database.ts";
import { findSession, markSessionRotated, revokeSessionsOfUser, type Session } from "../database/sessions.ts";
import { findActiveRole } from "../database/users.ts";
import { HttpError } from "../http/http-error.ts";
import type { Logger } from "../logging/logger.ts";
import { authReport } from "./auth-report.ts";
import { type AuthDependencies, type Client, openSession, refreshHash } from "./signin.ts";
import { type IssuedTokens, verifyRefreshToken } from "./tokens.ts";

/**
 * Exchanges a refresh token (docs/contract/http-api.md 4.2). Misuse revokes all sessions of the user, but in a
 * transaction that is then rolled back, so the revocation does not last (upstream bug).
 *
 * @throws HttpError 401 or 500.
 */
export async function refreshTokens(
  auth: AuthDependencies,
  log: Logger,
  client: Client,
  refreshToken: string,
): Promise<IssuedTokens> {
  const verdict = verifyRefreshToken(auth.configuration.jwt.secret, refreshToken, auth.clock.now());
  if (verdict.kind === "wrong-type") log.warn("jwt.invalid_type_for_refresh", { typ: verdict.typ });
  if (verdict.kind !== "valid") throw new HttpError(401, "Invalid refresh token");
  return auth.database.transaction(authReport("refresh", log), (db) => rotate(auth, log, db, client, refreshToken));
}

async function rotate(
  auth: AuthDependencies,
  log: Logger,
  db: Statements,
  client: Client,
  refreshToken: string,
): Promise<IssuedTokens> {
  const hash = refreshHash(refreshToken);
  const session = await findSession(db, hash);
  if (!session) {
    const error = "sql: no rows in result set";
    log.warn("auth.refresh.invalid_session", { error, refresh_hash_prefix: hash.slice(0, 8) });
    throw new HttpError(401, "Session not found for refresh token");
  }
  await refuseMisuse(auth, log, db, client, session);
  const nowMs = auth.clock.now();
  if ((session.absoluteExpiresAtMs ?? session.expiresAtMs) <= nowMs) throw new HttpError(401, "Refresh token expired");
  const role = await findActiveRole(db, session.userId);
  if (!role) throw new HttpError(403, "No active user roles");
  await markSessionRotated(db, session.id, nowMs);
  const tokens = await openSession(auth, db, client, {
    user: { ID: session.userId, UserRoleID: role.userRoleId, RoleSlug: role.slug },
    rotationCounter: session.rotationCounter + 1,
    ...(session.absoluteExpiresAtMs === null ? {} : { absoluteExpiresAtMs: session.absoluteExpiresAtMs }),
  });
  log.info("auth.refresh.ok", { user_id: session.userId, prev_session_id: session.id });
  return tokens;
}

async function refuseMisuse(
  auth: AuthDependencies,
  log: Logger,
  db: Statements,
  client: Client,
  session: Session,
): Promise<void> {
  const refuse = async (message: string): Promise<never> => {
    await revokeSessionsOfUser(db, session.userId);
    throw new HttpError(401, message);
  };
  // Only the current revision compares devices (docs/contract/http-api.md 4.2); the type check came with the same
  // change.
  if (auth.system.features.tokenTypeChecked && session.deviceId !== client.deviceId) {
    log.warn("auth.refresh.device_mismatch", {
      user_id: session.userId,
      session_device_id: session.deviceId,
      header_device_id: client.deviceId,
    });
    await refuse("Invalid refresh token");
  }
  if (session.rotated) {
    log.warn("auth.refresh.reuse_detected", { user_id: session.userId, session_id: session.id });
    await refuse("Refresh token reuse detected");
  }
  if (session.rotationCounter >= auth.configuration.auth.maxSessionRotations) {
    await refuse("Refresh token rotation limit exceeded");
  }
}
