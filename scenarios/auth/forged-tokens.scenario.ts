import { createHmac } from "node:crypto";
import { expect, type Person, scenario } from "#scenario";

const LIST = "/api/v2/listings/media?listingIdentityId=28";
const SECRET = "golden-jwt-secret";
const DIGESTS: Readonly<Record<string, string>> = { HS256: "sha256", HS384: "sha384", HS512: "sha512" };

/** 2025-12-03T10:00:00Z, when the world begins. */
const NOW = 1_764_756_000;
const INFOS = { ID: 5, UserRoleID: 105, RoleSlug: "photographer" };
const GOOD = { exp: NOW + 900, iat: NOW, infos: INFOS, iss: "toq-server", jti: "a-jti", typ: "access" };

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function token(claims: object, { alg = "HS256", secret = SECRET } = {}): string {
  const signed = `${encoded({ alg, typ: "JWT" })}.${encoded(claims)}`;
  const digest = DIGESTS[alg];
  return `${signed}.${digest ? createHmac(digest, secret).update(signed).digest("base64url") : ""}`;
}

async function messageFor(person: Person, authorization: string | undefined): Promise<string> {
  const answer = await person.request("GET", LIST, undefined, { authorization });
  return answer.status === 200 ? "accepted" : `${answer.status} ${(answer.json as { message: string }).message}`;
}

// docs/contract/http-api.md 3: the table of authentication errors.
scenario("a token is taken only with the server's signature, in time, and complete", {}, async ({ photographer }) => {
  await photographer.signIn();
  const bearer = (text: string) => messageFor(photographer, `Bearer ${text}`);
  expect(await messageFor(photographer, undefined)).toBe("401 Authorization header required");
  expect(await messageFor(photographer, "Basic abc")).toBe("401 Invalid authorization token format");
  expect(await messageFor(photographer, "Bearer ")).toBe("401 Invalid authorization token format");

  expect(await bearer(token(GOOD))).toBe("accepted");
  for (const alg of ["HS384", "HS512"]) expect(await bearer(token(GOOD, { alg }))).toBe("accepted");
  expect(await bearer(token({ ...GOOD, iss: "somebody", infos: { ...INFOS, RoleSlug: "admin" } }))).toBe("accepted");

  const { jti: _jti, ...withoutJti } = GOOD;
  const { exp: _exp, ...withoutExp } = GOOD;
  const { infos: _infos, ...withoutInfos } = GOOD;
  const INVALID = "401 Invalid access token";
  const refused: readonly (readonly [string, string, string])[] = [
    ["no algorithm", token(GOOD, { alg: "none" }), INVALID],
    ["another secret", token(GOOD, { secret: "another-secret" }), INVALID],
    ["another algorithm in the head", token(GOOD).replace(/^[^.]+/, encoded({ alg: "HS512", typ: "JWT" })), INVALID],
    ["other claims", token(GOOD).replace(/\.[^.]+\./, `.${encoded({ ...GOOD, exp: NOW + 9_000 })}.`), INVALID],
    ["expired", token({ ...GOOD, exp: NOW - 1 }), INVALID],
    ["no token", "x.y.z", INVALID],
    ["no jti", token(withoutJti), INVALID],
    ["an empty jti", token({ ...GOOD, jti: "" }), INVALID],
    ["no expiry", token(withoutExp), "401 Invalid access token expiry"],
    ["no type", token({ ...GOOD, typ: "" }), "401 Invalid access token type"],
    ["no user", token(withoutInfos), "500 Internal server error"],
    ["user 0", token({ ...GOOD, infos: { ...INFOS, ID: 0 } }), "500 Permission check failed"],
    ["an unknown user", token({ ...GOOD, infos: { ...INFOS, ID: 999 } }), "403 Insufficient permissions"],
  ];
  for (const [name, text, message] of refused) expect([name, await bearer(text)]).toEqual([name, message]);
});
