import { emptyReply, type HttpRequest, headerOf, type Reply } from "../http/messages.ts";

const ORIGINS = ["localhost", "127.0.0.1"].flatMap((host) => [3000, 5173].map((port) => `http://${host}:${port}`));
/** As the library spells them: the first letter of each word is a capital, all others are not. */
const ALLOWED_HEADERS = [
  "Origin",
  "Content-Type",
  "Accept",
  "Authorization",
  "X-Requested-With",
  "X-Request-Id",
  "User-Agent",
  "X-Forwarded-For",
  "X-Real-Ip",
  "X-Device-Id",
];
const ORIGIN_PATTERN = /^https:\/\/[^/]*\.gca\.dev\.br$/;

export type CorsVerdict =
  | { readonly kind: "pass"; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: "answer"; readonly reply: Reply };

/**
 * The cross-origin rules of docs/contract/http-api.md 1: an origin that is not listed gets an empty 403, a preflight
 * 204. The maximal age is announced as 0 because the setting is taken as nanoseconds (docs/contract/http-api.md 1).
 */
export function checkOrigin(request: HttpRequest): CorsVerdict {
  const origin = headerOf(request, "Origin");
  if (origin === undefined || origin === "") return { kind: "pass", headers: {} };
  const sameHost =
    origin === `http://${headerOf(request, "Host")}` || origin === `https://${headerOf(request, "Host")}`;
  if (sameHost) return { kind: "pass", headers: {} };
  if (!ORIGINS.includes(origin) && !ORIGIN_PATTERN.test(origin)) return { kind: "answer", reply: emptyReply(403) };
  const allow = {
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Allow-Origin": origin,
    Vary: "Origin",
  };
  if (request.method !== "OPTIONS") {
    return { kind: "pass", headers: { ...allow, "Access-Control-Expose-Headers": "X-Request-Id,X-Api-Version" } };
  }
  const reply = emptyReply(204);
  return {
    kind: "answer",
    reply: {
      ...reply,
      headers: {
        ...allow,
        "Access-Control-Allow-Headers": ALLOWED_HEADERS.join(","),
        "Access-Control-Allow-Methods": "GET,POST,PUT,PATCH,DELETE,OPTIONS",
        "Access-Control-Max-Age": "0",
        Vary: "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
      },
    },
  };
}
