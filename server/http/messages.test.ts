import { expect, test } from "vitest";
import { HttpError } from "./http-error.ts";
import { errorReply, type HttpRequest, headerOf, panicReply, pathOf, queryOf } from "./messages.ts";

const request = (path: string, headers: HttpRequest["headers"] = {}): HttpRequest => ({
  method: "GET",
  path,
  headers,
  body: Buffer.alloc(0),
});

// docs/contract/http-api.md 2.
test("an error has code, details and message in this order; a panic has no details", () => {
  expect(errorReply(new HttpError(422, "Validation failed", { a: 1 })).body.toString()).toBe(
    '{"code":422,"details":{"a":1},"message":"Validation failed"}',
  );
  expect(panicReply()).toMatchObject({ status: 500, headers: { "Content-Type": "application/json; charset=utf-8" } });
  expect(panicReply().body.toString()).toBe('{"code":500,"message":"Internal server error"}');
});

test.each([
  ["/a/b?x=1?y", "/a/b", "x=1?y"],
  ["/a", "/a", ""],
  ["/listings%2Fmedia/%C3%A9%41", "/listings/media/éA", ""],
  ["/broken%2", "/broken%2", ""],
  ["/half%4g%41", "/half%4g%41", ""],
  ["/%zz?%41", "/%zz", "%41"],
])("%s has the path %s and the query %s", (path, decoded, query) => {
  expect([pathOf(request(path)), queryOf(request(path))]).toEqual([decoded, query]);
});

test("a header is found whatever its spelling", () => {
  expect(headerOf(request("/", { "X-Device-ID": "d" }), "x-device-id")).toBe("d");
  expect(headerOf(request("/", { "x-device-id": "d" }), "X-Device-Id")).toBe("d");
  expect(headerOf(request("/", { other: "d" }), "x-device-id")).toBeUndefined();
});
