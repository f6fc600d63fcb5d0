import { createHmac } from "node:crypto";
import { expect, type Person, scenario } from "#scenario";

const LIST = "/api/v2/listings/media?listingIdentityId=28";
const SECRET = "golden-jwt-secret";
const DIGESTS: Readonly<Record<string, string>> = { HS256: "sha256", HS384: "sha384", HS512: "sha512" };

const INFOS = { ID: 5, UserRoleID: 105, RoleSlug: "photographer" };

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
scenario(
  "a token is taken only with the server's signature, in time, and complete",
  {},
  async ({ world, photographer }) => {
    const now = Math.floor(world.clock.now() / 1000);
    const good = { exp: now + 900, iat: now, infos: INFOS, iss: "toq-server", jti: "a-jti", typ: "access" };
    await photographer.signIn();
    const bearer = (text: string) => messageFor(photographer, `Bearer ${text}`);
    expect(await messageFor(photographer, undefined)).toBe("401 Authorization header required");
    expect(await messageFor(photographer, "Basic abc")).toBe("401 Invalid authorization token format");
    expect(await messageFor(photographer, "Bearer ")).toBe("401 Invalid authorization token format");

    expect(await bearer(token(good))).toBe("accepted");
    for (const alg of ["HS384", "HS512"]) expect(await bearer(token(good, { alg }))).toBe("accepted");
    expect(await bearer(token({ ...good, iss: "somebody", infos: { ...INFOS, RoleSlug: "admin" } }))).toBe("accepted");

    const { jti: _jti, ...withoutJti } = good;
    const { exp: _exp, ...withoutExp } = good;
    const { infos: _infos, ...withoutInfos } = good;
    const INVALID = "401 Invalid access token";
    const refused: readonly (readonly [string, string, string])[] = [
      ["no algorithm", token(good, { alg: "none" }), INVALID],
      ["another secret", token(good, { secret: "another-secret" }), INVALID],
      ["another algorithm in the head", token(good).replace(/^[^.]+/, encoded({ alg: "HS512", typ: "JWT" })), INVALID],
      ["other claims", token(good).replace(/\.[^.]+\./, `.${encoded({ ...good, exp: now + 9_000 })}.`), INVALID],
      ["expired", token({ ...good, exp: now - 1 }), INVALID],
      ["no token", "x.y.z", INVALID],
      ["no jti", token(withoutJti), INVALID],
      ["an empty jti", token({ ...good, jti: "" }), INVALID],
      ["no expiry", token(withoutExp), "401 Invalid access token expiry"],
      ["no type", token({ ...good, typ: "" }), "401 Invalid access token type"],
      ["no user", token(withoutInfos), "500 Internal server error"],
      ["user 0", token({ ...good, infos: { ...INFOS, ID: 0 } }), "500 Permission check failed"],
      ["an unknown user", token({ ...good, infos: { ...INFOS, ID: 999 } }), "403 Insufficient permissions"],
    ];
    for (const [name, text, message] of refused) expect([name, await bearer(text)]).toEqual([name, message]);
  },
);
