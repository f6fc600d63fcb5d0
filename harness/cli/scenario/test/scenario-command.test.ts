import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { run, start } from "./run-command.ts";

test("a green run: engine first, a line per scenario, summary last, Vitest's JSON report, status 0", async () => {
  const directory = mkdtempSync(join(tmpdir(), "json-report-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, "deep", "report.json");
  const { code, out } = await run(["green", "--seed", "5", "--defect", "D6,D7", "--json-report", path]);
  const lines = out.trimEnd().split("\n");
  expect(lines[0]).toMatch(/^(MariaDB|MySQL) \d+\.\d+\.\d+ \(.+\) · with D6, D7 · seed 5$/);
  expect(out).toMatch(/^✓ green\/quick +2 m 31 s virtual +12 ms {2}a quick one$/m);
  expect(out).toMatch(/^○ green\/skipped .* a skipped one \(skipped: it needs virtual time\)$/m);
  expect(lines.at(-1)).toMatch(/^2 scenarios: 1 passed, 1 skipped · seed 5 · /);
  expect(code).toBe(0);
  const report: unknown = JSON.parse(readFileSync(path, "utf8"));
  expect(report).toMatchObject({ numPassedTests: 1, numPendingTests: 1 });
  expect(JSON.stringify(report)).toContain('"scenario":{"id":"green/quick"');
});

test("a red run: each failure below the list with the command that repeats it, status 1", async () => {
  const { code, out } = await run(["red/rule", "green/quick", "broken/import"]);
  const rule = [
    "✗ red/rule  a broken rule  (fixed, seed 7)",
    "  rule      a bundle exists",
    "  expected  1 ZIP",
    "  found     none",
    "  last events",
    "    10:00:01 s3 PutObject",
  ];
  expect(out).toContain(rule.join("\n"));
  expect(out).toContain("\n  npm run scenario -- red/rule --seed 7\n\n");
  expect(out).toContain(
    "error     this file cannot be loaded\n    at harness/cli/scenario/test/fixtures/scenarios/broken/",
  );
  expect(out).toContain("\n  npm run scenario -- broken/import\n\n");
  expect(out).toContain("\n3 scenarios: 1 passed, 2 failed");
  expect(code).toBe(1);
});

test("a promise that nobody awaits is the story's fault, and its line is told: status 1", async () => {
  const { code, out, err } = await run(["broken/rejection"]);
  expect(out).toContain(
    "✗ broken/rejection  left a promise behind that nobody awaits, and it was rejected\n  error     nobody awaits me",
  );
  expect(out).toMatch(
    / {2}mend {6}put await in front of what begins at harness\/.*\/broken\/rejection\.scenario\.ts:4\n/,
  );
  expect(err).toContain("Exit 1: broken/rejection left a promise behind that nobody awaits.");
  expect(code).toBe(1);
});

test("a worker that goes away is a bug of ours: status 70, and the file is named", async () => {
  const { code, out } = await run(["broken/worker"]);
  expect(out).toContain("✗ broken/worker  was started and never ended");
  expect(code).toBe(70);
});

test("what the machine lacks is status 3, in a scenario as at the start", async () => {
  expect((await run(["red/environment"])).code).toBe(3);
  const { code, out, err } = await run(["green/quick"], { DATABASE_URL: "mysql://nobody@127.0.0.1:1/none" });
  expect(err).toContain("DATABASE_URL");
  expect({ code, out }).toEqual({ code: 3, out: "" });
});

test("-t runs what matches; a pattern that matches nothing is a usage error with the titles", async () => {
  const some = await run(["green", "-t", "QUICK"]);
  expect(some.out).toContain("1 scenario: 1 passed");
  expect(some.code).toBe(0);
  const none = await run(["green", "-t", "nothing"]);
  expect(none.err).toContain('No title matches "nothing". The titles are:\n  a ');
  expect(none.code).toBe(2);
});

test.each([
  [["gren"], 'No scenario is named "gren". Did you mean green?'],
  [["--sed", "5"], "There is no option --sed. Did you mean --seed?"],
  [["--seed", "x"], '--seed: "x" is not a whole number'],
  [["--defect", "D99"], '--defect: there is no defect "D99"; known are D1 to '],
  [["--photos", "/no/such"], "--photos: /no/such does not exist."],
])("%j is a usage error: one sentence on standard error, status 2", async (argv, sentence) => {
  const { code, out, err } = await run(argv);
  expect(err.startsWith(sentence)).toBe(true);
  expect(err.endsWith("\nHelp: npm run scenario -- --help\n")).toBe(true);
  expect({ code, out }).toEqual({ code: 2, out: "" });
});

test("a flag that npm swallowed is a usage error with the right command", async () => {
  const { code, err } = await run(["5"], { npm_lifecycle_event: "scenario", npm_config_seed: "true" });
  expect(err).toContain("Type: npm run scenario -- --seed 5\n");
  expect(code).toBe(2);
});

test("help and version answer on standard output, status 0", async () => {
  expect(await run(["--help"])).toMatchObject({ code: 0, err: "", out: expect.stringMatching(/^Usage: npm run /) });
  expect(await run(["--version"])).toMatchObject({ code: 0, err: "", out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test("Ctrl-C ends a run with 130 and what has ended so far", async () => {
  const child = start(["endless"]);
  if (!child.stdout || !child.stderr) throw new Error("the command's output is not piped");
  child.stderr.once("data", () => child.kill("SIGINT"));
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  expect(out).toMatch(/\nInterrupted by SIGINT\.\n\n0 scenarios: 0 passed · 1 not run · .*\n$/);
  expect(code).toBe(130);
});

test("an event loop that runs dry is a bug of ours, never green", async () => {
  const { code, err } = await run([], {}, join(import.meta.dirname, "fixtures/dry-event-loop.ts"));
  expect(err).toContain("The run ended before its result was known");
  expect(code).toBe(70);
});
