import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { run } from "../../scenario/test/run-command.ts";

const COMMAND = join(import.meta.dirname, "../main.ts");
/** Two stories in 0.3 s; D33 counts no pages, and only the first one looks at them. */
const STORIES = ["media-list/pages", "downloads/refused"];

const parity = (...argv: readonly string[]) => run(argv, {}, COMMAND);

function directory(): string {
  const path = mkdtempSync(join(tmpdir(), "two-systems-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test("a system is the same as itself", async () => {
  const { code, out } = await parity("--systems", "fixed,fixed", ...STORIES);
  expect(out).toMatch(/^scenario +fixed {2}fixed$/m);
  expect(out.trimEnd().split("\n").at(-1)).toBe("2 scenarios: 2 same");
  expect(code).toBe(0);
}, 120_000);

test("a defect is found by what can be seen of it, red on one side or not; its reason makes it tolerated", async () => {
  const path = directory();
  const report = join(path, "report.json");
  const found = await parity("--systems", "fixed,fixed+D33", ...STORIES, "--json-report", report);
  expect(found.out).toContain("  answers[2].body.pagination.totalPages\n    fixed      2\n    fixed+D33  0\n");
  // Red stories are listed, and told by the comparison alone.
  expect(found.out).not.toContain("last events");
  expect(found.code).toBe(1);
  const { scenarios } = JSON.parse(readFileSync(report, "utf8")) as { scenarios: { id: string; differences: [] }[] };
  expect(scenarios.find(({ id }) => id === "media-list/pages")?.differences.length).toBeGreaterThan(1);
  const entry = {
    id: "d33",
    scenarios: ["**"],
    path: "**.**",
    reason: "D33: pages are not counted",
    evidence: "docs/contract/incident-28.md",
    systems: ["fixed+D33", "fixed"],
    expires: "2099-12-31",
  };
  const ledger = join(path, "known.yaml");
  const entries = [entry, { ...entry, id: "d33-outcome", path: "outcome", other: "passed" }];
  writeFileSync(ledger, JSON.stringify(entries));
  const tolerated = await parity("--systems", "fixed,fixed+D33", "media-list/pages", "--ledger", ledger);
  expect(tolerated.out).toMatch(/^media-list\/pages {2}✓ +~ \d+ \(d33-outcome, d33\)$/m);
  expect(tolerated.code).toBe(0);
}, 120_000);

test.each([
  [["--systems", "fixed"], '--systems: "fixed" does not name two systems'],
  [["--systems", "fixed,current,incident"], '--systems: "fixed,current,incident" does not name two systems'],
  [["--systems", "fixed,curent"], '--systems: there is no system "curent"; there are incident, current, fixed.'],
  [["--systems", "fixed,current+D99"], '--systems current+D99: there is no defect "D99"'],
  [["--systems", "fixed,current", "--endpoint", "http://127.0.0.1:1"], "--systems compares on the embedded cloud"],
  [["--systems", "fixed,current", "--ledger", "/no/such.yaml"], "--ledger: /no/such.yaml cannot be read: ENOENT"],
])("%j is a usage error, status 2", async (argv, sentence) => {
  const { code, out, err } = await parity(...argv);
  expect(err.startsWith(sentence)).toBe(true);
  expect({ code, out }).toEqual({ code: 2, out: "" });
});
