import { createSecretKey } from "node:crypto";
import jwt from "jsonwebtoken";
import { z } from "zod";
import type { System } from "../../system/revisions.ts";
import type { ServerConfiguration } from "../configuration.ts";
import type { AccessClaims, TokenUser } from "../http/access-claims.ts";
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
const infosSchema = z.object({ ID: idSchema, UserRoleID: idSchema, RoleSlug: z.string().default("") });

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

/**
 * Checks an access token. The current revision looks at type, expiry and `jti`; the incident's only at signature and
 * `infos` (docs/contract/http-api.md 3).
 *
 * @throws HttpError 401; 500 at the current revision when `infos` is malformed.
 */
export function verifyAccessToken(system: System, secret: string, token: string, nowMs: number): AccessClaims {
  const claims = verifiedClaims(secret, token, nowMs);
  if (!claims) throw new HttpError(401, "Invalid access token");
  const checked = system.features.tokenTypeChecked;
  if (checked) {
    if (claims.typ !== "access") throw new HttpError(401, "Invalid access token type");
    if (typeof claims.exp !== "number") throw new HttpError(401, "Invalid access token expiry");
    if (typeof claims.jti !== "string" || claims.jti === "") throw new HttpError(401, "Invalid access token");
  }
  const infos = infosSchema.safeParse(claims.infos);
  if (!infos.success) {
    if (!checked) throw new HttpError(401, "Invalid access token");
    const reason = claims.infos === undefined ? "missing user info claim" : "invalid user info format";
    throw new HttpError(500, "Internal server error", null, { internal: reason });
  }
  return {
    user: infos.data,
    jti: typeof claims.jti === "string" ? claims.jti : "",
    expiresAtMs: typeof claims.exp === "number" ? claims.exp * 1000 : nowMs,
  };
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
