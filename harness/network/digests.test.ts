import { expect, test } from "vitest";
import { digestOf } from "./digests.ts";

test("digests are those of the bytes, also the second time", () => {
  const body = Buffer.from("hello");
  for (const _time of [1, 2]) {
    expect(digestOf("md5", body)).toBe("5d41402abc4b2a76b9719d911017c592");
    expect(digestOf("sha256", body)).toBe("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
  }
  expect(digestOf("md5", Buffer.alloc(0))).toBe("d41d8cd98f00b204e9800998ecf8427e");
});
