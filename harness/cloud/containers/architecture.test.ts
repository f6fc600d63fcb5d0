import { expect, test } from "vitest";
import { functionArchitecture } from "./architecture.ts";

test.each([
  ["amd64", "x86_64"],
  ["x64", "x86_64"],
  ["x86_64", "x86_64"],
  ["arm64", "arm64"],
  ["aarch64", "arm64"],
  ["riscv64", undefined],
])("%s is %s to Lambda", (name, architecture) => {
  expect(functionArchitecture(name)).toBe(architecture);
});
