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
    if (given.refreshToken !== "") await endSession(db, log, given.refreshToken);
    else if (given.deviceToken !== "" || given.deviceId !== "") await leaveDevice(auth, db, log, userId, given);
    else {
      await revokeSessionsOfUser(db, userId);
      await removing(log, userId, () => removeDeviceTokensOfUser(db, userId));
    }
  });
  if (auth.system.features.tokenTypeChecked) await revokedTokens.add(claims.jti, claims.expiresAtMs);
}

/** An unknown session is passed over in silence. */
async function endSession(db: Statements, log: Logger, refreshToken: string): Promise<void> {
  const session = await findActiveSession(db, refreshHash(refreshToken));
  if (session === undefined) return;
  const { id, userId, deviceId } = session;
  await revokeSession(db, id);
  await removing(log, userId, () => removeDeviceTokensOfDevice(db, userId, deviceId));
}

/**
 * D36: without a refresh token no session ends, so that whoever has the refresh token stays signed in. Instead the
 * sessions of the device end.
 */
async function leaveDevice(
  auth: AuthDependencies,
  db: Statements,
  log: Logger,
  userId: number,
  { deviceToken, deviceId }: SignOut,
): Promise<void> {
  if (!auth.system.has("D36")) {
    const device = deviceId || (await deviceOfToken(db, userId, deviceToken));
    if (device !== undefined) await revokeSessionsOfDevice(db, userId, device);
  }
  await removing(log, userId, async () => {
    if (deviceToken !== "") await removeDeviceToken(db, userId, deviceToken);
    if (deviceId !== "") await removeDeviceTokensOfDevice(db, userId, deviceId);
  });
}

/** Push tokens that cannot be removed do not keep anybody from signing out. */
async function removing(log: Logger, userId: number, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn("auth.signout.device_tokens_error", { user_id: userId, error: errorText(error) });
  }
}
