import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { DEFECT_IDS } from "../../../../system/defects.ts";
import { endingWithUs } from "../../../support/ending-with-us.ts";

const DEFECTS = new URL("../main.ts", import.meta.url).pathname;

// Minutes on a slow machine: every defect in the story that shows it best.
test("at least 9 of 10 mechanisms are two clicks away, and 8 of 10 are named in the terminal", {
  timeout: 600_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), "mechanisms-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const report = join(folder, "mechanisms.json");
  const code = await new Promise<unknown>((resolve) => {
    execFile(...endingWithUs("node", [DEFECTS, "--mechanisms", "--json-report", report]), (error) =>
      resolve(error?.code ?? 0),
    );
  });
  const { all, withinTwoClicks, named, walks } = JSON.parse(await readFile(report, "utf8"));
  expect(Object.keys(walks)).toEqual(DEFECT_IDS);
  expect(withinTwoClicks / all).toBeGreaterThanOrEqual(0.9);
  expect(named / all).toBeGreaterThanOrEqual(0.8);
  expect(code).toBe(0);
});
