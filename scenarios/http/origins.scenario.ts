import { expect, scenario } from "#scenario";

const LIST = "/api/v2/listings/media?listingIdentityId=28";
const ALLOWED = [
  "http://localhost:3000",
  "http://localhost:5173",
  "http://127.0.0.1:3000",
  "http://127.0.0.1:5173",
  "https://app.gca.dev.br",
];
const REFUSED = [
  "http://localhost:3001",
  "https://gca.dev.br",
  "http://app.gca.dev.br",
  "https://app.gca.dev.br.evil.example",
];

// docs/contract/http-api.md 1, CORS.
const ALLOWED_HEADERS =
  "Origin,Content-Type,Accept,Authorization,X-Requested-With,X-Request-Id,User-Agent,X-Forwarded-For,X-Real-Ip,X-Device-Id";

scenario(
  "browsers may call from the listed origins, and from no other, before anything else is looked at",
  {},
  async ({ photographer }) => {
    await photographer.signIn();
    const ask = (method: string, origin: string, authorization?: string) =>
      photographer.request(method, LIST, undefined, {
        origin,
        ...(authorization === "" && { authorization: undefined }),
      });
    for (const origin of ALLOWED) {
      const { status, headers } = await ask("GET", origin);
      expect([origin, status]).toEqual([origin, 200]);
      expect(headers).toMatchObject({
        "access-control-allow-origin": origin,
        "access-control-allow-credentials": "true",
        "access-control-expose-headers": "X-Request-Id,X-Api-Version",
      });
      const preflight = await ask("OPTIONS", origin, "");
      expect([preflight.status, preflight.text]).toEqual([204, ""]);
      expect(preflight.headers).toMatchObject({
        "access-control-allow-origin": origin,
        "access-control-allow-methods": "GET,POST,PUT,PATCH,DELETE,OPTIONS",
        "access-control-allow-headers": ALLOWED_HEADERS,
        "access-control-max-age": "0",
      });
    }
    for (const origin of REFUSED) {
      for (const method of ["GET", "OPTIONS"]) {
        const { status, text } = await ask(method, origin, "");
        expect([origin, method, status, text]).toEqual([origin, method, 403, ""]);
      }
    }
  },
);
