import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { endingWithUs } from "../../../support/ending-with-us.ts";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { SCENARIOS_ON_LOCALSTACK } from "./scenarios-on-localstack.ts";

const run = (command: string, ...argv: string[]) =>
  spawnSync(...endingWithUs(process.execPath, [`harness/cli/${command}/main.ts`, ...argv]), {
    cwd: PROJECT_ROOT,
    encoding: "utf8",
  });

const parityReport = z.object({
  scenarios: z.array(
    z.object({
      id: z.string(),
      comparison: z.string(),
      differences: z.array(z.looseObject({ toleratedBy: z.array(z.string()) })),
    }),
  ),
  ledgerFailures: z.array(z.string()),
});

/** Compares scenarios on both backends; gives those that differ, with what differs. */
function compare(ids: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "parity-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "report.json");
  const { stdout, stderr } = run("parity", ...ids, "--json-report", path);
  expect(`${stdout}${stderr}`).toMatch(/\d+ scenarios?: /);
  const { scenarios, ledgerFailures } = parityReport.parse(JSON.parse(readFileSync(path, "utf8")));
  expect(scenarios.map(({ id }) => id).sort()).toEqual([...ids].sort());
  const different = scenarios
    .filter(({ comparison }) => comparison === "different")
    .map(({ id, differences }) => ({ id, differences: differences.filter((one) => one.toleratedBy.length === 0) }));
  return { different, ledgerFailures };
}

test("these scenarios end the same on the embedded cloud and on LocalStack, but for what harness/comparison/parity/known.yaml tolerates", () => {
  const { different, ledgerFailures } = compare(SCENARIOS_ON_LOCALSTACK);
  expect(ledgerFailures).toEqual([]);
  // On LocalStack the clock is real, and a busy machine lets a time-out or a back-off strike: what differs must differ twice.
  if (different.length > 0) expect(compare(different.map(({ id }) => id)).different).toEqual([]);
}, 600_000);

test("the incident and the fixed system on LocalStack with a database of this machine", () => {
  const { status, stdout } = run(
    "scenario",
    "listing-28/incident",
    "listing-28/fixed",
    "--backend",
    "localstack",
    "--database",
    "local",
  );
  expect(stdout).toMatch(/^(MariaDB|MySQL) .* · LocalStack /m);
  expect(stdout).toContain("2 scenarios: 2 passed");
  expect(status).toBe(0);
}, 120_000);

test("all scenarios on the embedded cloud with MySQL in a container", () => {
  const { status, stdout } = run("scenario", "--database", "mysql");
  expect(stdout).toMatch(/^MySQL .* \(container\)/m);
  expect(stdout).toMatch(/\d+ scenarios: \d+ passed · /);
  expect(status).toBe(0);
}, 120_000);
