import { expect, test } from "vitest";
import { Redaction } from "./redaction.ts";

const JWT = (claims: object): string =>
  [{ alg: "HS256" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".") +
  ".c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";

/** Where a secret may stand, as text with `SECRET` in its place. */
const PLACES: readonly (readonly [place: string, standIn: string, text: string])[] = [
  ["a member of JSON", "password", '{"password":"SECRET"}'],
  ["a member with blanks", "password", '{ "Password" : "SECRET" }'],
  ["a part of a name", "token", '{"deviceToken":"SECRET"}'],
  ["JSON in JSON", "secret", '{"body":"{\\"client_secret\\":\\"SECRET\\"}"}'],
  ["JSON in JSON in JSON", "secret", '{"a":"{\\"b\\":\\"{\\\\\\"apiKey\\\\\\":\\\\\\"SECRET\\\\\\"}\\"}"}'],
  ["a field of a log line", "token", '[["request","GET"],["refresh_token","SECRET"]]'],
  ["a header", "signature", '{"X-Toq-Signature":"SECRET"}'],
  ["an authorization", "credential", '{"authorization":"SECRET"}'],
  ["a bearer's token", "token", "authorization: Bearer SECRET"],
  ["a presigned URL", "signature", "https://b/k?X-Amz-Date=1&X-Amz-Signature=SECRET"],
  ["a credential of a URL", "credential", "https://b/k?X-Amz-Credential=SECRET&X-Amz-Date=1"],
  ["a session token of a URL", "token", "https://b/k?X-Amz-Security-Token=SECRET&X-Amz-Date=1"],
  ["a form", "secret", "?user=5&new_password=SECRET&x=1"],
];

test.each(PLACES)("a secret is found in %s", (_place, standIn, text) => {
  const secret = "0123456789abcdef0123";
  const redaction = new Redaction([]);
  redaction.learn(text.replace("SECRET", secret));
  expect(redaction.text(text.replace("SECRET", secret))).toBe(text.replace("SECRET", `‹${standIn} 1›`));
});

test("a secret is replaced where nothing tells that it is one, by the same stand-in everywhere", () => {
  const redaction = new Redaction([["secret", "of-the-world"]]);
  redaction.learn('{"password":"opensesame"}');
  redaction.learn('{"password":"otherword"}');
  expect(redaction.text("opensesame, otherword, opensesame and of-the-world")).toBe(
    "‹password 1›, ‹password 2›, ‹password 1› and ‹secret 1›",
  );
});

test("a JSON Web Token says itself what it is for", () => {
  const redaction = new Redaction([]);
  const [access, refresh, other] = [JWT({ typ: "access" }), JWT({ typ: "refresh" }), JWT({ sub: 5 })];
  redaction.learn(`${refresh} ${access} ${other}`);
  expect(redaction.text(`${access} ${refresh} ${other}`)).toBe("‹access token 1› ‹refresh token 1› ‹token 1›");
});

test("a hash of a password is told from a password", () => {
  const hash = "$2b$04$abcdefghijklmnopqrstuuFg4Y8CCvyz4ycusUn30O8UC5WOinu4q";
  const redaction = new Redaction([]);
  redaction.learn(`{"password":"${hash}"}`);
  expect(redaction.text(`{"password":"${hash}"}`)).toBe('{"password":"‹password hash 1›"}');
});

test("values under a name that the user gives are secret, too", () => {
  const redaction = new Redaction([], ["nationalID"]);
  redaction.learn('{"nationalID":"52998224725"}');
  expect(redaction.text('{"nationalID":"52998224725","x":52998224725}')).toBe(
    '{"nationalID":"‹secret 1›","x":‹secret 1›}',
  );
});

test("one secret that begins another is not mistaken for it", () => {
  const redaction = new Redaction([
    ["secret", "abcdef"],
    ["secret", "abcdefgh"],
  ]);
  expect(redaction.text("abcdefgh abcdef")).toBe("‹secret 2› ‹secret 1›");
});

test.each(['{"tokens":{"a":1}}', '{"password":""}', '{"token_count":5}', '["device-token","request","x"]', "{}"])(
  "%s holds no secret",
  (text) => {
    const redaction = new Redaction([]);
    redaction.learn(text);
    expect(redaction.text(text)).toBe(text);
  },
);
