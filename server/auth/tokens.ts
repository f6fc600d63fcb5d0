import { createSecretKey } from "node:crypto";
import jwt from "jsonwebtoken";
import { z } from "zod";
import type { System } from "../../system/revisions.ts";
import type { ServerConfiguration } from "../configuration.ts";
import type { TokenUser } from "../http/access-claims.ts";
import { HttpError } from "../http/http-error.ts";
import type { ServerIds } from "../ports.ts";

const ISSUER = "toq-server";
const MINUTE_SECONDS = 60;
const DAY_SECONDS = 86_400;

export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly refreshJti: string;
  readonly refreshExpiresAtMs: number;
}

/** Signs a pair of tokens (HS256); claims in the order of their names, as upstream's library writes a map. */
export function issueTokens(
  configuration: ServerConfiguration,
  ids: ServerIds,
  user: TokenUser,
  nowMs: number,
): IssuedTokens {
  const nowSeconds = Math.floor(nowMs / 1000);
  const sign = (typ: string, lifetimeSeconds: number, infos: TokenUser, jti: string): string =>
    jwt.sign(
      { exp: nowSeconds + lifetimeSeconds, iat: nowSeconds, infos, iss: ISSUER, jti, typ },
      keyOf(configuration.jwt.secret),
      { algorithm: "HS256" },
    );
  const refreshSeconds = configuration.auth.refreshTtlDays * DAY_SECONDS;
  const accessSeconds = configuration.auth.accessTtlMinutes * MINUTE_SECONDS;
  const accessToken = sign("access", accessSeconds, user, ids.uuid("token-jti"));
  const refreshJti = ids.uuid("token-jti");
  return {
    accessToken,
    refreshToken: sign("refresh", refreshSeconds, { ...user, UserRoleID: 0 }, refreshJti),
    refreshJti,
    refreshExpiresAtMs: (nowSeconds + refreshSeconds) * 1000,
  };
}

/** Given a text, the library first tries it as a public key, which costs more than the check itself. */
function keyOf(secret: string) {
  return createSecretKey(secret, "utf8");
}

const claimsSchema = z.record(z.string(), z.unknown());
/** Go makes an integer of the claim's floating-point number. */
const idSchema = z.number().default(0).transform(Math.trunc);
const infosSchema = z.object({ ID: idSchema, UserRoleID: idSchema, RoleSlug: z.string().catch("") });

/**
 * The claims of a token with a valid HMAC signature that has not expired, undefined otherwise. Issuer and role are not
 * looked at, any HMAC strength is accepted (docs/contract/http-api.md 3).
 */
function verifiedClaims(secret: string, token: string, nowMs: number): Readonly<Record<string, unknown>> | undefined {
  try {
    const options = { algorithms: ["HS256", "HS384", "HS512"], clockTimestamp: Math.floor(nowMs / 1000) } as const;
    return claimsSchema.parse(jwt.verify(token, keyOf(secret), { ...options, algorithms: [...options.algorithms] }));
  } catch (error) {
    if (error instanceof jwt.JsonWebTokenError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/** An access token whose user has not been looked at yet. */
export interface CheckedToken {
  readonly infos: unknown;
  readonly jti: string;
  readonly expiresAtMs: number;
}

/**
 * Checks an access token, but for its user. The current revision looks at type, expiry and `jti`; the incident's only at
 * the signature (docs/contract/http-api.md 3).
 *
 * @throws HttpError 401.
 */
export function checkAccessToken(system: System, secret: string, token: string, nowMs: number): CheckedToken {
  const claims = verifiedClaims(secret, token, nowMs);
  if (!claims) throw new HttpError(401, "Invalid access token");
  const checked = system.features.tokenTypeChecked;
  if (checked) {
    if (claims.typ !== "access") throw new HttpError(401, "Invalid access token type");
    if (typeof claims.exp !== "number") throw new HttpError(401, "Invalid access token expiry");
    if (typeof claims.jti !== "string" || claims.jti === "") throw new HttpError(401, "Invalid access token");
  }
  return {
    infos: claims.infos,
    jti: typeof claims.jti === "string" ? claims.jti : "",
    expiresAtMs: typeof claims.exp === "number" ? claims.exp * 1000 : nowMs,
  };
}

/**
 * The user of a checked token; its id and its role's id must be numbers (docs/contract/http-api.md 3).
 *
 * @throws HttpError 401; 500 at the current revision.
 */
export function userOf(system: System, { infos }: CheckedToken): TokenUser {
  const problem = problemOf(infos);
  if (problem === undefined) return infosSchema.parse(infos);
  if (!system.features.tokenTypeChecked) throw new HttpError(401, "Invalid access token");
  throw new HttpError(500, "Internal server error", null, { internal: problem });
}

function problemOf(infos: unknown): string | undefined {
  if (infos === undefined) return "missing user info claim";
  const { success, data } = claimsSchema.safeParse(infos);
  if (!success) return "invalid user info format";
  if (typeof data.ID !== "number") return "invalid user ID claim";
  if (typeof data.UserRoleID !== "number") return "invalid user role ID claim";
  return undefined;
}

export type RefreshVerdict =
  | { readonly kind: "valid"; readonly user: TokenUser }
  | { readonly kind: "wrong-type"; readonly typ: unknown }
  | { readonly kind: "invalid" };

export function verifyRefreshToken(secret: string, token: string, nowMs: number): RefreshVerdict {
  const claims = verifiedClaims(secret, token, nowMs);
  if (!claims) return { kind: "invalid" };
  if (claims.typ !== "refresh") return { kind: "wrong-type", typ: claims.typ };
  const infos = infosSchema.safeParse(claims.infos);
  if (!infos.success) return { kind: "invalid" };
  return { kind: "valid", user: infos.data };
}
