import { removeDeviceToken } from "../database/device-tokens.ts";
import { revokeSessionsOfUser } from "../database/sessions.ts";
import type { AccessClaims } from "../http/access-claims.ts";
import type { Logger } from "../logging/logger.ts";
import type { RevokedTokens } from "./revoked-tokens.ts";
import type { AuthDependencies } from "./signin.ts";

/**
 * Ends all sessions of the user. The current revision also refuses the access token from now on; at the incident's it
 * still works (docs/contract/http-api.md 4.3).
 */
export async function signOut(
  auth: AuthDependencies,
  revokedTokens: RevokedTokens,
  log: Logger,
  claims: AccessClaims,
  deviceToken: string,
): Promise<void> {
  await auth.database.transaction({ log, commitMessage: "Internal server error" }, async (db) => {
    await revokeSessionsOfUser(db, claims.user.ID);
    if (deviceToken !== "") await removeDeviceToken(db, claims.user.ID, deviceToken);
  });
  if (auth.system.features.tokenTypeChecked) await revokedTokens.add(claims.jti, claims.expiresAtMs);
}
