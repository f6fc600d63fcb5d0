import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { endingWithUs } from "../../../support/ending-with-us.ts";

const DEFECTS = new URL("../main.ts", import.meta.url).pathname;

function defects(...options: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(...endingWithUs("node", [DEFECTS, ...options]), (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

test.each([
  [["D99"], 'DEFECT: there is no defect "D99"; known are D1 to D'],
  [["--smallest-sets", "D6"], "--smallest-sets looks at all defects: name none."],
  [["--mechanisms", "--scenario", "auth"], "--mechanisms chooses the scenarios itself"],
  [["--scenario", "none"], 'No scenario is named "none".'],
])("%j is a usage error, reported at once", async (options, sentence) => {
  const { code, stderr } = await defects(...options);
  expect(stderr).toContain(sentence);
  expect(code).toBe(2);
});

test("one defect, one scenario: the cell, the rule that breaks, and the same as JSON", async () => {
  const folder = await mkdtemp(join(tmpdir(), "defects-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const report = join(folder, "reports", "matrix.json");
  const { code, stdout } = await defects("D9", "--scenario", "finalization/without-zip", "--json-report", report);
  expect(stdout).toMatch(/^finalization\/without-zip {2}✗$/m);
  expect(stdout).toContain("    ✗ finalization/without-zip: the job rows, row 1\n");
  expect(code).toBe(0);
  expect(JSON.parse(await readFile(report, "utf8"))).toMatchObject({ defects: ["D9"], uncaught: [] });
});

test("from the failure to the mechanism: clicks in the report, and what the terminal names", async () => {
  const folder = await mkdtemp(join(tmpdir(), "defects-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const report = join(folder, "mechanisms.json");
  const { code, stdout } = await defects("--mechanisms", "D6", "D22", "D36", "--json-report", report);
  expect(stdout).toMatch(/^✓ D6 {2}1 click {3}it {12}callbacks\/unknown-keys$/m);
  expect(stdout).toMatch(/^✓ D22 1 click {3}it {12}approval\/too-early$/m);
  expect(stdout).toMatch(/^✓ D36 1 click {3}it {12}auth\/signed-out-on-one-device$/m);
  expect(code).toBe(0);
  expect(JSON.parse(await readFile(report, "utf8"))).toMatchObject({ all: 3, withinTwoClicks: 3, named: 3 });
});
