import jwt from "jsonwebtoken";
import { expect, test } from "vitest";
import { System } from "../../system/revisions.ts";
import { readServerConfiguration } from "../configuration.ts";
import { checkAccessToken, issueTokens, userOf, verifyRefreshToken } from "./tokens.ts";

const SECRET = "golden-jwt-secret";
const NOW_MS = Date.UTC(2026, 10, 24, 5, 57, 45);
const current = new System("current");
const incident = new System("incident");
const configuration = readServerConfiguration({ s3: {}, workflow: {}, queue: {}, jwt: { secret: SECRET } });
const photographer = { ID: 5, UserRoleID: 105, RoleSlug: "photographer" };

function signed(claims: object, options: jwt.SignOptions & { secret?: string } = {}): string {
  const { secret = SECRET, ...rest } = options;
  const given: object = JSON.parse(JSON.stringify({ iat: NOW_MS / 1000, ...claims }));
  return jwt.sign(given, secret, { algorithm: "HS256", ...rest });
}

const good = { infos: photographer, exp: NOW_MS / 1000 + 900, jti: "j", typ: "access" };

function userOfToken(system: System, token: string, nowMs: number) {
  return userOf(system, checkAccessToken(system, SECRET, token, nowMs));
}

function refusal(system: System, token: string): string {
  try {
    userOfToken(system, token, NOW_MS);
    return "accepted";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test("issued tokens are accepted until they expire; a refresh token has no user role", () => {
  const ids = { uuid: () => "3f1f4b0e-6a53-4d0c-9d3e-0e5f6c1f7a11", hex: () => "" };
  const tokens = issueTokens(configuration, ids, photographer, NOW_MS);
  expect(userOfToken(current, tokens.accessToken, NOW_MS + 899_000)).toEqual(photographer);
  expect(() => userOfToken(current, tokens.accessToken, NOW_MS + 900_000)).toThrow("Invalid access token");
  expect(verifyRefreshToken(SECRET, tokens.refreshToken, NOW_MS)).toEqual({
    kind: "valid",
    user: { ...photographer, UserRoleID: 0 },
  });
  // Recording cur-correct/02: with the tokens of the real server the body has 672 bytes.
  const body = { tokens: { accessToken: tokens.accessToken, refreshToken: tokens.refreshToken } };
  expect(JSON.stringify(body)).toHaveLength(672);
});

test.each([
  ["good", signed(good), "accepted", "accepted"],
  ["HS512", signed(good, { algorithm: "HS512" }), "accepted", "accepted"],
  ["another secret", signed(good, { secret: "other" }), "Invalid access token", "Invalid access token"],
  ["expired", signed({ ...good, exp: NOW_MS / 1000 - 10 }), "Invalid access token", "Invalid access token"],
  ["no algorithm", signed(good, { algorithm: "none" }), "Invalid access token", "Invalid access token"],
  ["refresh", signed({ ...good, typ: "refresh" }), "Invalid access token type", "accepted"],
  ["no type", signed({ ...good, typ: undefined }), "Invalid access token type", "accepted"],
  ["no expiry", signed({ ...good, exp: undefined }), "Invalid access token expiry", "accepted"],
  ["empty jti", signed({ ...good, jti: "" }), "Invalid access token", "accepted"],
  ["no user", signed({ ...good, infos: undefined }), "Internal server error", "Invalid access token"],
  ["user is null", signed({ ...good, infos: null }), "Internal server error", "Invalid access token"],
  ["user is a list", signed({ ...good, infos: [] }), "Internal server error", "Invalid access token"],
  ["user without members", signed({ ...good, infos: {} }), "Internal server error", "Invalid access token"],
  [
    "id is a text",
    signed({ ...good, infos: { ...photographer, ID: "5" } }),
    "Internal server error",
    "Invalid access token",
  ],
  ["no role id", signed({ ...good, infos: { ID: 5 } }), "Internal server error", "Invalid access token"],
  ["no role", signed({ ...good, infos: { ID: 5, UserRoleID: 105 } }), "accepted", "accepted"],
  ["role is a number", signed({ ...good, infos: { ...photographer, RoleSlug: 8 } }), "accepted", "accepted"],
  ["user is a text", signed({ ...good, infos: "x" }), "Internal server error", "Invalid access token"],
])("an access token: %s", (_name, token, atCurrent, atIncident) => {
  expect(refusal(current, token)).toBe(atCurrent);
  expect(refusal(incident, token)).toBe(atIncident);
});

test("an access token is no refresh token", () => {
  expect(verifyRefreshToken(SECRET, signed(good), NOW_MS)).toEqual({ kind: "wrong-type", typ: "access" });
  expect(verifyRefreshToken(SECRET, "x.y.z", NOW_MS)).toEqual({ kind: "invalid" });
});
