import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { replicaConfiguration, writeConfiguration } from "../../../world/foreign/test/replica-configuration.ts";
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

/** A pipeline to its end, two that only ask, and one that a real clock cannot tell. */
const QUICK = ["listing-28/fixed", ...STORIES, "listing-28/token-expires"];

test("a system of one's own is compared with the replica: the same, but for what only a process says", async () => {
  const config = writeConfiguration({ mine: replicaConfiguration("fixed", { lambdas: true }) });
  const ledger = join(directory(), "known.yaml");
  const said = (id: string, line: string) => ({
    id,
    scenarios: ["**"],
    path: `logMessages["server"]["${line}"]`,
    reason: "A process listens, keeps its cache in memory, and has nobody to push to.",
    evidence: "server/main.ts",
    systems: ["mine", "fixed"],
    expires: "2099-12-31",
  });
  const entries = [
    said("listens", "INFO server.listening"),
    said("cache", "INFO cache.memory"),
    said("pushes", "ERROR notification.failed"),
  ];
  writeFileSync(ledger, JSON.stringify(entries));
  const options = ["--config", config, "--systems", "mine,fixed", "--ledger", ledger];
  const { code, out, err } = await parity(...options, ...QUICK);
  expect(err).toBe("");
  // Told once: by the comparison.
  expect(out.match(/needs virtual time/g)).toHaveLength(1);
  const known = ["listing-28/fixed", ...STORIES].map((id) => new RegExp(`^${id} +✓ +~ (\\d)`, "m").exec(out)?.[1]);
  expect(known).toEqual(["3", "2", "2"]);
  expect(code).toBe(0);
}, 240_000);

test("two systems of one's own are compared, and what one does otherwise is found", async () => {
  const mine = replicaConfiguration("fixed", { lambdas: false });
  const { server, ...others } = mine;
  const shipped = { ...others, server: { ...server, command: [...server.command, "--defect", "D33"] } };
  const config = writeConfiguration({ mine, shipped });
  const { code, out } = await parity("--config", config, "--systems", "mine,shipped", "media-list/pages");
  expect(out).toMatch(/^media-list\/pages {2}✓ {5}✗ \d+ differences$/m);
  expect(out).toContain("  answers[2].body.pagination.totalPages\n    mine     2\n    shipped  0\n");
  expect(code).toBe(1);
}, 240_000);

test("defects are the replica's alone", async () => {
  const config = writeConfiguration({ mine: replicaConfiguration("current", { lambdas: false }) });
  const { code, err } = await parity("--config", config, "--systems", "mine+D8,current");
  expect(err).toMatch(/^--systems mine\+D8: defects are the replica's, and the server of mine is your own\.$/m);
  expect(code).toBe(2);
});

test.each([
  [["--systems", "fixed"], '--systems: "fixed" does not name two systems'],
  [["--systems", "fixed,current,incident"], '--systems: "fixed,current,incident" does not name two systems'],
  [["--systems", "fixed,curent"], '--systems: there is no system "curent". Did you mean current?'],
  [["--systems", "fixed,current", "--config", "/no/such.ts"], "--config"],
  [["--config", "harness.config.ts"], "--config names systems of your own: say --systems A,B as well."],
  [["--systems", "fixed,current+D99"], '--systems current+D99: there is no defect "D99"'],
  [["--systems", "fixed,current", "--endpoint", "http://127.0.0.1:1"], "--systems compares on the embedded cloud"],
  [["--systems", "fixed,current", "--ledger", "/no/such.yaml"], "--ledger: /no/such.yaml cannot be read: ENOENT"],
])("%j is a usage error, status 2", async (argv, sentence) => {
  const { code, out, err } = await parity(...argv);
  expect(err.startsWith(sentence)).toBe(true);
  expect({ code, out }).toEqual({ code: 2, out: "" });
});
