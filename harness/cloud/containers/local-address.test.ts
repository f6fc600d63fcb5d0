import { expect, test } from "vitest";
import { isLocalAddress } from "./local-address.ts";

test("the loopback is ours", async () => {
  expect(await isLocalAddress("127.0.0.1")).toBe(true);
});

// 203.0.113.0/24 is reserved for documentation (RFC 5737): no machine has an address of it.
test.each(["203.0.113.7", "docker.example"])("%s is not", async (address) => {
  expect(await isLocalAddress(address)).toBe(false);
});
