import { expect, test } from "vitest";
import { Router } from "./router.ts";

const router = new Router([
  { method: "GET", pattern: "/api/v2/listings/media", handler: "list" },
  { method: "POST", pattern: "/api/v2/listings/media/uploads", handler: "uploads" },
  { method: "POST", pattern: "/api/v2/listings/:id/approve", handler: "approve-listing" },
  { method: "POST", pattern: "/api/v2/listings/media/approve", handler: "approve-media" },
]);

test("a literal segment wins over a parameter", () => {
  expect(router.match("POST", "/api/v2/listings/media/approve")).toMatchObject({ route: { handler: "approve-media" } });
  expect(router.match("POST", "/api/v2/listings/7/approve")).toMatchObject({ route: { handler: "approve-listing" } });
});

test("a slash too many or too few is redirected, 301 for GET and 307 otherwise", () => {
  expect(router.match("GET", "/api/v2/listings/media/")).toEqual({
    kind: "redirect",
    status: 301,
    path: "/api/v2/listings/media",
  });
  expect(router.match("POST", "/api/v2/listings/media/uploads/")).toEqual({
    kind: "redirect",
    status: 307,
    path: "/api/v2/listings/media/uploads",
  });
});

test("an unknown path and a wrong method are not found", () => {
  expect(router.match("GET", "/api/v2/nope")).toEqual({ kind: "none" });
  expect(router.match("PUT", "/api/v2/listings/media/uploads")).toEqual({ kind: "none" });
  expect(router.match("HEAD", "/api/v2/listings/media")).toEqual({ kind: "none" });
});
