import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { afterAll, expect, test } from "vitest";
import { run as command } from "./run-command.ts";

const folder = mkdtempSync(join(tmpdir(), "reporters-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (argv: readonly string[], environment: Record<string, string> = {}) =>
  command(argv, { RUNS: join(folder, "runs"), ...environment });

test("a dot for each, and JUnit in a file of a new folder", async () => {
  const path = join(folder, "deep", "junit.xml");
  const { code, out } = await run(["several", "green", "broken/import", "--reporter", `dot,junit=${path}`]);
  expect(out).toMatch(/\n[·✗○]{6}\n/);
  expect(out).not.toContain("✓");
  expect(out).toContain("✗ several/three  the second of three");
  expect(code).toBe(1);
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(readFileSync(path, "utf8"));
  expect(testsuites).toMatchObject({ "@_tests": "6", "@_failures": "1", "@_errors": "1", "@_skipped": "1" });
  const [suite] = testsuites.testsuite.filter((each: Record<string, string>) => each["@_name"] === "several/three");
  expect(suite.testcase[1]).toMatchObject({
    "@_file": "harness/cli/scenario/test/fixtures/scenarios/several/three.scenario.ts",
    failure: { "@_type": "rule" },
  });
});

test.each(["json", "junit"])("%s without a file has standard output for itself", async (name) => {
  const { code, out } = await run(["several", "--reporter", name]);
  if (name === "json") expect(JSON.parse(out)).toMatchObject({ numPassedTests: 2, numFailedTests: 1 });
  else expect(new XMLParser({ ignoreAttributes: false }).parse(out).testsuites["@_tests"]).toBe("3");
  expect(code).toBe(1);
});

test("two that want standard output, and the HTML report of a run that is not kept, are usage errors", async () => {
  const two = await run(["several", "--reporter", "list", "--reporter", "junit"]);
  expect(two.err).toContain("--reporter: list and junit both write to standard output: say junit=FILE.");
  expect(two.code).toBe(2);
  const html = await run(["several", "--reporter", "html", "--no-record"]);
  expect(html.err).toContain("--reporter html is made of the kept run: leave --no-record away.");
  expect(html.code).toBe(2);
});

test("in GitHub's runner red scenarios are annotated at their line, and the job gets a summary", async () => {
  const summary = join(folder, "summary.md");
  writeFileSync(summary, "of another command\n");
  const environment = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary };
  const { out } = await run(["red/rule", "green/quick"], environment);
  expect(out).toContain(
    "\n::error file=harness/cli/scenario/test/fixtures/scenarios/red/rule.scenario.ts,title=red/rule%3A a broken rule::",
  );
  expect(readFileSync(summary, "utf8")).toMatch(/^of another command\n## Scenarios: 1 red\n\n1 passed · 1 red · /);
});

test.each([
  ["--json-report", "report.json"],
  ["--reporter", "junit=report.xml"],
  ["--reporter", "html=report"],
])("a place that cannot be written is this machine's fault, told before the run: %s %s", async (option, value) => {
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  const { code, out, err } = await run(["green/quick", option, value.replace(/report/, join(file, "report"))]);
  expect(err).toMatch(
    /^--(json-report|reporter): the report cannot be written to .*a-file\/report.* \((EEXIST|ENOTDIR)/,
  );
  expect({ code, out }).toEqual({ code: 3, out: "" });
});

test("a report that is a folder cannot be written either", async () => {
  mkdirSync(join(folder, "is-a-folder"), { recursive: true });
  const { code, err } = await run(["green/quick", "--json-report", join(folder, "is-a-folder")]);
  expect(err).toContain("(it is a folder)");
  expect(code).toBe(3);
});

test("run.json says how a run ended, for those who put runs together", async () => {
  const runs = join(folder, "own-runs");
  await run(["red/rule", "broken/import", "--shard", "1/2"], { RUNS: runs });
  const [id = ""] = readdirSync(runs);
  const file: unknown = JSON.parse(readFileSync(join(runs, id, "run.json"), "utf8"));
  expect(file).toMatchObject({
    state: "ended",
    exitStatus: 1,
    shard: { index: 1, count: 2 },
    scenarios: [
      { id: "broken/import", broken: true, redBy: "error", error: { message: "this file cannot be loaded" } },
    ],
  });
});
