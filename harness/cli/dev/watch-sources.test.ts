import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Change, isSource, watchSources } from "./watch-sources.ts";

test.each([
  ["main.ts", true],
  ["configs/env.yaml", true],
  ["zip/zip.test.ts", false],
  ["test/fixtures/a.json", false],
  ["go-image/README.md", false],
  ["zip/.zip.ts.swp", false],
  ["zip/#zip.ts#", false],
  ["zip/.#zip.ts", false],
  ["zip/4913", false],
])("%s is a source: %s", (file, wanted) => {
  expect(isSource(file)).toBe(wanted);
});

test("changes of one moment are told together, with what they concern", async () => {
  const root = mkdtempSync(join(tmpdir(), "toq-watch-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const folder of ["server/api", "lambdas", "system"]) mkdirSync(join(root, folder), { recursive: true });
  const changes: Change[] = [];
  const watching = watchSources(root, (change) => changes.push(change));
  onTestFinished(() => watching.close());

  writeFileSync(join(root, "server/api/routes.ts"), "1");
  writeFileSync(join(root, "lambdas/zip.test.ts"), "1");
  await expect.poll(() => changes.length).toBe(1);
  // As editors save: a new file in the place of the old one.
  writeFileSync(join(root, "system/.new"), "1");
  renameSync(join(root, "system/.new"), join(root, "system/defects.ts"));
  writeFileSync(join(root, "lambdas/main.ts"), "1");
  await expect.poll(() => changes.length).toBe(2);
  expect(changes).toEqual([
    { files: ["server/api/routes.ts"], reload: ["server"] },
    { files: ["lambdas/main.ts", "system/defects.ts"], reload: ["server", "functions"] },
  ]);
});
