import { createHash } from "node:crypto";
import bcrypt from "bcryptjs";
import type { System } from "../../system/revisions.ts";
import type { ServerConfiguration } from "../configuration.ts";
import type { Database, Statements } from "../database/database.ts";
import { DatabaseError, TransactionError } from "../database/database-error.ts";
import { storeDeviceToken } from "../database/device-tokens.ts";
import { insertSession } from "../database/sessions.ts";
import { findActiveRole, findUserByNationalId, setBlockedUntil, type User } from "../database/users.ts";
import { clearWrongSignins, countWrongSignin } from "../database/wrong-signins.ts";
import { HttpError } from "../http/http-error.ts";
import type { Logger } from "../logging/logger.ts";
import type { ServerClock, ServerDependencies, ServerIds } from "../ports.ts";
import { authReport } from "./auth-report.ts";
import { type IssuedTokens, issueTokens } from "./tokens.ts";

/** Virtual cost of a bcrypt comparison of cost 10; the seeds use the cheaper cost 4, which is not observable. */
const COMPARE_MS = 60;

export interface AuthDependencies {
  readonly configuration: ServerConfiguration;
  readonly system: System;
  readonly clock: ServerClock;
  readonly ids: ServerIds;
  readonly database: Database;
  readonly compute: ServerDependencies["compute"];
}

/** Where a request comes from; part of the session's row. */
export interface Client {
  readonly deviceId: string;
  readonly ip: string;
  readonly userAgent: string;
}

export interface Credentials {
  readonly nationalId: string;
  readonly password: string;
  readonly deviceToken: string;
}

/** What a sign-in needs from its request. */
export interface SignInRequest {
  readonly log: Logger;
  afterResponse(activity: () => Promise<void>): void;
}

type Outcome = { readonly tokens: IssuedTokens } | { readonly refusal: HttpError };

/**
 * Signs a user in: one transaction, which is committed also when the password is wrong, so that the counter stays
 * (docs/contract/http-api.md 4.1). A blocked user gets the same answer as a wrong password.
 *
 * @throws HttpError 401, 403 or 500.
 */
export async function signIn(
  auth: AuthDependencies,
  request: SignInRequest,
  client: Client,
  credentials: Credentials,
): Promise<IssuedTokens> {
  const { log } = request;
  const nationalId = credentials.nationalId.replace(/\D/g, "");
  const hasNationalId = nationalId !== "";
  const hasPassword = credentials.password.trim() !== "";
  if (!hasNationalId || !hasPassword) {
    log.warn("auth.signin.bad_request", { has_national_id: hasNationalId, has_password: hasPassword });
    throw new HttpError(401, "Authentication failed");
  }
  let outcome: Outcome;
  try {
    outcome = await auth.database.transaction(authReport("signin", log), (db) =>
      attempt(auth, request, db, client, { ...credentials, nationalId }),
    );
  } catch (error) {
    const expected = [HttpError, DatabaseError, TransactionError].some((kind) => error instanceof kind);
    if (!(expected && error instanceof Error)) throw error;
    throw new HttpError(500, "Internal server error", null, { internal: "HTTP 500: Internal server error" });
  }
  if ("refusal" in outcome) throw outcome.refusal;
  return outcome.tokens;
}

async function attempt(
  auth: AuthDependencies,
  request: SignInRequest,
  db: Statements,
  client: Client,
  credentials: Credentials,
): Promise<Outcome> {
  const { log } = request;
  const user = await findUserByNationalId(db, credentials.nationalId);
  if (!user) return { refusal: new HttpError(401, "Invalid credentials") };
  const nowMs = auth.clock.now();
  if (isBlocked(user, nowMs)) {
    log.warn("auth.signin.user_blocked", { security: true, user_id: user.id });
    return { refusal: new HttpError(401, "Invalid credentials") };
  }
  const role = await findActiveRole(db, user.id);
  if (!role) {
    log.warn("auth.signin.no_active_role", { security: true, user_id: user.id });
    return { refusal: new HttpError(403, "No active user roles") };
  }
  const right = await auth.compute("bcrypt.compare", COMPARE_MS, () =>
    bcrypt.compareSync(credentials.password, user.passwordHash),
  );
  if (!right) return { refusal: await countFailure(auth, request, db, user) };

  await clearWrongSignins(db, user.id);
  if (user.blockedUntilMs !== null) await setBlockedUntil(db, user.id, null);
  await storeDeviceToken(db, user.id, client.deviceId, credentials.deviceToken.trim());
  const tokens = await openSession(auth, db, client, {
    user: { ID: user.id, UserRoleID: role.userRoleId, RoleSlug: role.slug },
    rotationCounter: 0,
  });
  log.info("auth.signin.success", { security: true, user_id: user.id });
  return { tokens };
}

function isBlocked(user: User, nowMs: number): boolean {
  return user.permanentlyBlocked || (user.blockedUntilMs !== null && user.blockedUntilMs > nowMs);
}

async function countFailure(
  auth: AuthDependencies,
  request: SignInRequest,
  db: Statements,
  user: User,
): Promise<HttpError> {
  const { log } = request;
  const { maxWrongSigninAttempts, tempBlockDurationMinutes } = auth.configuration.auth;
  const nowMs = auth.clock.now();
  const attempts = await countWrongSignin(db, user.id, nowMs);
  log.info("auth.signin.failed_attempt", {
    security: true,
    user_id: user.id,
    attempts,
    max_attempts: maxWrongSigninAttempts,
  });
  if (attempts >= maxWrongSigninAttempts) {
    await setBlockedUntil(db, user.id, nowMs + tempBlockDurationMinutes * 60_000);
    log.warn("auth.signin.user_blocked", {
      security: true,
      user_id: user.id,
      attempts,
      blocked_duration_minutes: tempBlockDurationMinutes,
    });
    if (attempts === maxWrongSigninAttempts) request.afterResponse(() => warnUser(log, user.id));
  }
  return new HttpError(401, "Invalid credentials");
}

/** The replica has no mail, as the recorded server had no template for it (recording signin-wrong-password-3). */
async function warnUser(log: Logger, userId: number): Promise<void> {
  const error = "open internal/core/templates/email_account_locked.html: no such file or directory";
  log.error("auth.security_alert.render_template_failed", { user_id: userId, error });
}

/** Signs tokens and stores the session of the refresh token. */
export async function openSession(
  auth: AuthDependencies,
  db: Statements,
  client: Client,
  session: {
    readonly user: { readonly ID: number; readonly UserRoleID: number; readonly RoleSlug: string };
    readonly rotationCounter: number;
    readonly absoluteExpiresAtMs?: number;
  },
): Promise<IssuedTokens> {
  const tokens = issueTokens(auth.configuration, auth.ids, session.user, auth.clock.now());
  await insertSession(db, {
    userId: session.user.ID,
    refreshHash: refreshHash(tokens.refreshToken),
    tokenJti: tokens.refreshJti,
    expiresAtMs: tokens.refreshExpiresAtMs,
    absoluteExpiresAtMs: session.absoluteExpiresAtMs ?? tokens.refreshExpiresAtMs,
    userAgent: client.userAgent,
    ip: client.ip,
    deviceId: client.deviceId,
    rotationCounter: session.rotationCounter,
  });
  return tokens;
}

export function refreshHash(refreshToken: string): string {
  return createHash("sha256").update(refreshToken).digest("hex");
}
