import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const MUTANTS = new URL("../main.ts", import.meta.url).pathname;

function mutants(...options: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile("node", [MUTANTS, ...options], (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

test.each([
  [[], "Say --planted: there is no other source of bugs yet."],
  [["--planted", "callback-lock"], "Bugs are named with --only: callback-lock"],
  [["--planted", "--only", "callback-lok"], 'No planted bug is named "callback-lok". Did you mean callback-lock?'],
])("%j is a usage error, reported at once", async (options, sentence) => {
  const { code, stderr } = await mutants(...options);
  expect(stderr).toContain(sentence);
  expect(code).toBe(2);
});

test("the list names bug, file, kind of check and rule", async () => {
  const { code, stdout } = await mutants("--planted", "--list", "--only", "lambdas/zip/upload.ts");
  expect(stdout).toMatch(
    /^zip-content-type +lambdas\/zip\/upload\.ts +scenario +The ZIP is application\/zip\. \(docs/m,
  );
  expect(stdout).toContain("\n1 planted bugs\n");
  expect(code).toBe(0);
});

test("one bug: what noticed it, and the same as JSON", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mutants-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "reports", "verdicts.json");
  const { code, stdout } = await mutants("--planted", "--only", "zip-content-type", "--json-report", file);
  expect(stdout).toMatch(/^ {2}1\/1 ✓ zip-content-type +lambdas\/zip\/upload\.ts +scenario functions\/zip$/m);
  expect(stdout).toContain("1 planted bugs: 1 (100 %) caught by scenarios, 0 (0 %) by unit tests, 0 (0 %) survived");
  expect(code).toBe(0);
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({
    passed: true,
    verdicts: [{ id: "zip-content-type", caught: "by scenario", by: ["functions/zip"] }],
  });
}, 120_000);
