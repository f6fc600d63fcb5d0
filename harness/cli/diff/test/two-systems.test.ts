import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { endingWithUs } from "../../../support/ending-with-us.ts";

const DIFF = fileURLToPath(new URL("../main.ts", import.meta.url));

function diff(...argv: readonly string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(...endingWithUs("node", [DIFF, ...argv]), (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

test("two systems are run first, which is told elsewhere; the comparison stands alone", async () => {
  const { code, stdout, stderr } = await diff("--system", "fixed", "incident", "callbacks/duplicate", "--json");
  expect(code).toBe(1);
  expect(stderr).toContain("== fixed\n");
  expect(stderr).toContain("== incident\n");
  expect(JSON.parse(stdout)).toMatchObject({ same: false, runs: [{ name: "fixed" }, { name: "incident" }] });
});

test("a run that proves nothing ends it with that run's status", async () => {
  const { code, stdout, stderr } = await diff("--system", "fixed", "incidnt", "callbacks/duplicate");
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain("Did you mean incident?");
});
