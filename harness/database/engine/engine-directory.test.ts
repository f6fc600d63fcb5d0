import { existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeEngineDirectory } from "./engine-directory.ts";

test.each([
  ["is missing", "/no/such/shm"],
  ["is no folder", "/dev/null"],
])("memory that %s is no obstacle: the server lies in the temporary folder", (_name, memory) => {
  const directory = makeEngineDirectory(memory);
  onTestFinished(() => rmSync(directory, { recursive: true }));
  expect(dirname(directory)).toBe(tmpdir());
  expect(existsSync(join(directory, "data"))).toBe(true);
});

test("when neither can be written it says which", () => {
  expect(() => makeEngineDirectory("/no/such/shm", "/dev/null/tmp")).toThrow(/ENOTDIR.*\/dev\/null\/tmp/);
});
