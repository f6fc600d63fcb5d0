import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const SCRIPT = resolve(import.meta.dirname, "../../../.ci/count-tests.mjs");

interface ReportedFile {
  readonly status: string;
  readonly name?: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName?: string;
    readonly failureMessages?: readonly string[];
  }[];
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
  const lines = stdout.trimEnd().split("\n");
  return { above: lines.slice(0, -1), last: lines.at(-1), status };
}

const file = (status: string, ...tests: string[]): ReportedFile => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test("the tests of all reports are added up", () => {
  expect(count([file("passed", "passed", "passed")], [file("passed", "passed")])).toMatchObject({
    last: "3 passed, 0 failed",
    status: 0,
  });
  expect(count([file("failed", "passed", "failed"), file("passed", "skipped", "todo")])).toMatchObject({
    last: "1 passed, 1 failed, 2 skipped",
    status: 1,
  });
});

test("a file that could not be loaded counts as one failure", () => {
  expect(count([file("passed", "passed"), file("failed")])).toMatchObject({ last: "1 passed, 1 failed", status: 1 });
});

test("what failed is named right above the numbers, with the begin of its message", () => {
  const message = ["Error: expected 1 to be 2", ...Array.from({ length: 40 }, (_, line) => `    at line ${line}`)].join(
    "\n",
  );
  const failed = { status: "failed", fullName: "a queue keeps its order", failureMessages: [message] };
  const { above } = count([{ status: "failed", name: "/x/queue.test.ts", assertionResults: [failed] }]);
  expect(above.slice(0, 2)).toEqual([
    "FAILED /x/queue.test.ts > a queue keeps its order",
    "    Error: expected 1 to be 2",
  ]);
  expect(above).toHaveLength(13);
});

test("no test, or a report that is missing, is not a success", () => {
  expect(count([])).toMatchObject({ last: "0 passed, 0 failed", status: 1 });
  expect(count([file("passed", "passed")], undefined)).toMatchObject({ last: "1 passed, 0 failed", status: 1 });
});
