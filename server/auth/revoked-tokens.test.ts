import { expect, test } from "vitest";
import { MemoryStore } from "./expiring-store.ts";
import { RevokedTokens } from "./revoked-tokens.ts";

test("a token that was signed out is known until it expires, and no other is", async () => {
  let now = 0;
  const tokens = new RevokedTokens(new MemoryStore(() => now));
  await tokens.add("a", 1_000);
  expect([await tokens.has("a"), await tokens.has("b")]).toEqual([true, false]);
  now = 1_001;
  expect(await tokens.has("a")).toBe(false);
});

// docs/contract/http-api.md 3: every protected call while Redis is down.
test("a store that does not answer is a 500 in the contract's words, and the log can tell the cause", async () => {
  const cause = new Error("ECONNREFUSED");
  const tokens = new RevokedTokens({ get: () => Promise.reject(cause), set: async () => {}, delete: async () => {} });
  await expect(tokens.has("a")).rejects.toMatchObject({
    status: 500,
    message: "Failed to validate token",
    details: null,
    internal: "HTTP 500: Failed to validate token",
    cause,
  });
});
