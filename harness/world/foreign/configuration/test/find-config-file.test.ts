import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findConfigFile } from "../find-config-file.ts";

function folderWith(...names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "find-config-file-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of names) writeFileSync(join(folder, name), "");
  return folder;
}

test.each(["harness.config.ts", "harness.config.mts", "harness.config.js", "harness.config.mjs"])(
  "%s is found in the current folder, or in a named one",
  (name) => {
    const folder = folderWith(name, "harness.config.json", "other.config.ts");
    expect(findConfigFile(undefined, folder)).toBe(join(folder, name));
    expect(findConfigFile(folder, "/")).toBe(join(folder, name));
  },
);

test("another file is found by its path, from the current folder", () => {
  const folder = folderWith("harness.config.ts", "toq.config.mjs");
  expect(findConfigFile("toq.config.mjs", folder)).toBe(join(folder, "toq.config.mjs"));
});

test("none is none, and a folder of that name is none either", () => {
  const folder = folderWith();
  mkdirSync(join(folder, "harness.config.ts"));
  expect(findConfigFile(undefined, folder)).toBeUndefined();
});
