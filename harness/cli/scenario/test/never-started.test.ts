import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { run } from "./run-command.ts";

const COMMAND = join(PROJECT_ROOT, "harness/cli/scenario/main.ts");

/** A folder with a configuration of one system named mine. */
function configured(system: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), "never-started-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    join(folder, "harness.config.mjs"),
    `export default { systems: { mine: ${JSON.stringify(system)} } };\n`,
  );
  return folder;
}

test("a server that comes up in no story ends the run after three, and no baseline is written", async () => {
  const folder = configured({ server: { command: [process.execPath, "-e", "throw new Error('no settings')"] } });
  const argv = ["--config", folder, "--system", "mine", "--update-baseline", "auth"];
  const { code, out, err } = await run(argv, {}, COMMAND);
  expect(out).toMatch(/^ {2}rule +The server of the system "mine" ended with exit code 1 before it was ready; /m);
  expect(out).toMatch(/^3 scenarios: 3 failed · \d+ not run/m);
  expect(out).not.toContain("yours differs from the replica");
  expect(err).toContain("Exit 1: The server came up in none of the first 3 stories, so the others were not begun.");
  expect(err).toContain("mine.baseline.json is left as it was.");
  expect(code).toBe(1);
  expect(existsSync(join(folder, "mine.baseline.json"))).toBe(false);
});

test("a mistake that shows when a world starts is one sentence and a usage error, not a red of every story", async () => {
  const folder = configured({ stateMachines: { finalization: "finalization.json" } });
  const Resource = "arn:aws:lambda:us-east-1:111122223333:function:listing-media-zap-staging";
  const machine = { StartAt: "Zip", States: { Zip: { Type: "Task", Resource, End: true } } };
  writeFileSync(join(folder, "finalization.json"), JSON.stringify(machine));
  const { code, err } = await run(["--config", folder, "--system", "mine", "auth"], {}, COMMAND);
  const sentence = `names the function listing-media-zap-staging, which is not deployed; there is listing-media-zip-staging.`;
  expect(err).toBe(
    `The state machine definition ${folder}/finalization.json ${sentence}\nHelp: npm run scenario -- --help\n`,
  );
  expect(code).toBe(2);
});
