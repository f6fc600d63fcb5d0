import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { endingWithUs } from "../../../support/ending-with-us.ts";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { SCENARIOS_ON_LOCALSTACK } from "./scenarios-on-localstack.ts";

const run = (command: string, ...argv: string[]) =>
  spawnSync(...endingWithUs(process.execPath, [`harness/cli/${command}/main.ts`, ...argv]), {
    cwd: PROJECT_ROOT,
    encoding: "utf8",
  });

test("these scenarios end the same on the embedded cloud and on LocalStack, but for what harness/comparison/parity/known.yaml tolerates", () => {
  const { status, stdout, stderr } = run("parity", ...SCENARIOS_ON_LOCALSTACK);
  expect(`${stdout}${stderr}`).toMatch(/\d+ scenarios: \d+ same/);
  expect(stdout).not.toMatch(/^\d+ scenarios: .* different/m);
  expect(status).toBe(0);
}, 480_000);

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
