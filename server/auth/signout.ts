import type { Statements } from "../database/database.ts";
import {
  deviceOfToken,
  removeDeviceToken,
  removeDeviceTokensOfDevice,
  removeDeviceTokensOfUser,
} from "../database/device-tokens.ts";
import {
  findActiveSession,
  revokeSession,
  revokeSessionsOfDevice,
  revokeSessionsOfUser,
} from "../database/sessions.ts";
import type { AccessClaims } from "../http/access-claims.ts";
import { errorText, type Logger } from "../logging/logger.ts";
import { authReport } from "./auth-report.ts";
import type { RevokedTokens } from "./revoked-tokens.ts";
import { type AuthDependencies, refreshHash } from "./signin.ts";

/** What a sign-out says of what is to end; empty texts were not given. */
export interface SignOut {
  readonly refreshToken: string;
  readonly deviceToken: string;
  readonly deviceId: string;
}

/**
 * Ends what the request names: one session, or all of the user when it names nothing. The current revision also refuses
 * the access token from now on; at the incident's it goes on working (docs/contract/http-api.md 4.3).
 */
export async function signOut(
  auth: AuthDependencies,
  revokedTokens: RevokedTokens,
  log: Logger,
  claims: AccessClaims,
  given: SignOut,
): Promise<void> {
  const userId = claims.user.ID;
  await auth.database.transaction(authReport("signout", log), async (db) => {
    const named = Object.values(given).some((text) => text !== "");
    if (named) await leave(auth, db, log, userId, given);
    else await leaveEverywhere(db, log, userId);
  });
  if (auth.system.features.tokenTypeChecked) await revokedTokens.add(claims.jti, claims.expiresAtMs);
}

async function leaveEverywhere(db: Statements, log: Logger, userId: number): Promise<void> {
  await revokeSessionsOfUser(db, userId);
  const failure = "auth.signout.global.device_tokens_delete_failed";
  await removing(log, failure, { user_id: userId }, () => removeDeviceTokensOfUser(db, userId));
}

/** The session of the refresh token, and the push tokens of its device, or of the one that asks. */
async function leave(
  auth: AuthDependencies,
  db: Statements,
  log: Logger,
  userId: number,
  given: SignOut,
): Promise<void> {
  const { refreshToken, deviceToken } = given;
  const device = (refreshToken === "" ? "" : await endSession(db, refreshToken)) || given.deviceId;
  if (refreshToken === "") await endSessionsOfDevice(auth, db, userId, given);
  const user = { user_id: userId };
  if (deviceToken !== "") {
    const failure = "auth.signout.single.device_token_delete_failed";
    await removing(log, failure, user, () => removeDeviceToken(db, userId, deviceToken));
  }
  if (device !== "") {
    const failure = "auth.signout.single.device_tokens_by_device_delete_failed";
    await removing(log, failure, { ...user, device_id: device }, () => removeDeviceTokensOfDevice(db, userId, device));
  }
}

/** Answers the session's device. An unknown session is passed over in silence. */
async function endSession(db: Statements, refreshToken: string): Promise<string> {
  const session = await findActiveSession(db, refreshHash(refreshToken));
  if (session === undefined) return "";
  await revokeSession(db, session.id);
  return session.deviceId;
}

/**
 * D36: without a refresh token no session ends, so that whoever has the refresh token stays signed in. Instead the
 * sessions of the device end.
 */
async function endSessionsOfDevice(
  auth: AuthDependencies,
  db: Statements,
  userId: number,
  { deviceToken, deviceId }: SignOut,
): Promise<void> {
  if (auth.system.has("D36")) return;
  const device = deviceId || (await deviceOfToken(db, userId, deviceToken));
  if (device !== undefined) await revokeSessionsOfDevice(db, userId, device);
}

/** Push tokens that cannot be removed do not keep anybody from signing out (docs/contract/http-api.md 4.3). */
async function removing(
  log: Logger,
  failure: string,
  fields: Readonly<Record<string, unknown>>,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn(failure, { ...fields, error: errorText(error) });
  }
}
