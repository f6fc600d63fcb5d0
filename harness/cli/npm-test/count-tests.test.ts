import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const SCRIPT = resolve(import.meta.dirname, "../../../.ci/count-tests.mjs");

interface ReportedFile {
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

/** CI's counting script over reports with these files; `undefined` is a report that was never written. */
function count(...reports: readonly (readonly ReportedFile[] | undefined)[]) {
  const directory = mkdtempSync(join(tmpdir(), "count-tests-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const paths = reports.map((testResults, index) => {
    const path = join(directory, `${index}.json`);
    if (testResults) writeFileSync(path, JSON.stringify({ testResults }));
    return path;
  });
  const { stdout, status } = spawnSync(process.execPath, [SCRIPT, ...paths], { encoding: "utf8" });
  return { last: stdout.trimEnd().split("\n").at(-1), status };
}

const file = (status: string, ...tests: string[]): ReportedFile => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test("the tests of all reports are added up", () => {
  expect(count([file("passed", "passed", "passed")], [file("passed", "passed")])).toEqual({
    last: "3 passed, 0 failed",
    status: 0,
  });
  expect(count([file("failed", "passed", "failed"), file("passed", "skipped", "todo")])).toEqual({
    last: "1 passed, 1 failed, 2 skipped",
    status: 1,
  });
});

test("a file that could not be loaded counts as one failure", () => {
  expect(count([file("passed", "passed"), file("failed")])).toEqual({ last: "1 passed, 1 failed", status: 1 });
});

test("no test, or a report that is missing, is not a success", () => {
  expect(count([])).toEqual({ last: "0 passed, 0 failed", status: 1 });
  expect(count([file("passed", "passed")], undefined)).toEqual({ last: "1 passed, 0 failed", status: 1 });
});
