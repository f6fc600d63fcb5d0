import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ProjectCopy } from "./project-copy.ts";

const BUG = {
  id: "a-bug",
  file: "lambdas/zip/upload.ts",
  text: 'ContentType: "application/zip"',
  replacement: 'ContentType: "$&"',
  rule: "A rule.",
  citation: "fixed-system.md",
  expected: "scenario",
  stories: [],
} as const;

test("a bug is in the copy as long as it is planted, and a text that is not there is an error that names it", () => {
  let directory: string;
  {
    using copy = new ProjectCopy();
    directory = copy.directory;
    const content = () => readFileSync(join(copy.directory, BUG.file), "utf8");
    const before = content();
    {
      using _planted = copy.plant(BUG);
      expect(content()).toBe(before.replace('"application/zip"', () => '"$&"'));
      expect(() => copy.plant(BUG)).toThrow(
        'The bug "a-bug" wants to change a text that lambdas/zip/upload.ts has 0 times.',
      );
    }
    expect(content()).toBe(before);
    expect(() => copy.plant({ ...BUG, text: "the" })).toThrow(/lambdas\/zip\/upload\.ts has \d+ times/);
    expect(existsSync(join(copy.directory, "node_modules/vitest"))).toBe(true);
  }
  expect(existsSync(directory)).toBe(false);
});
