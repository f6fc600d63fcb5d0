import { expect, scenario } from "#scenario";

const LIST = "/api/v2/listings/media";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

// docs/contract/http-api.md 1 and 2.
scenario(
  "every answer has its envelope and its headers, and what is not there is not found",
  {},
  async ({ photographer }) => {
    const ask = (method: string, path: string, headers = {}) => photographer.request(method, path, undefined, headers);
    await photographer.signIn();
    for (const [method, path] of [
      ["GET", "/nope"],
      ["GET", "/api/v2"],
      ["PUT", `${LIST}/uploads`],
      ["GET", `${LIST}/uploads`],
      ["HEAD", LIST],
      ["OPTIONS", LIST],
      ["DELETE", LIST],
      ["GET", "/healthz"],
    ] as const) {
      const { status, text } = await ask(method, path);
      expect([method, path, status, text]).toEqual([method, path, 404, method === "HEAD" ? "" : "404 page not found"]);
    }
    const moved = await ask("GET", `${LIST}/?listingIdentityId=28`, { authorization: undefined });
    expect([moved.status, moved.headers.location]).toEqual([301, `${LIST}?listingIdentityId=28`]);
    const repeated = await ask("POST", `${LIST}/uploads/`, { authorization: undefined });
    expect([repeated.status, repeated.headers.location, repeated.text]).toEqual([307, `${LIST}/uploads`, ""]);

    const error = await ask("GET", `${LIST}?listingIdentityId=99`);
    expect(error.text).toBe('{"code":404,"details":null,"message":"listing not found"}');
    expect(error.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(error.headers["x-request-id"]).toMatch(UUID);
    const named = await ask("GET", `${LIST}?listingIdentityId=28`, { "x-request-id": "  my request " });
    expect(named.headers["x-request-id"]).toBe("my request");
  },
);
