import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EXIT } from "../../support/exit-status.ts";
import { replicaConfiguration, writeConfiguration } from "../../world/foreign/test/replica-configuration.ts";
import { commandRoom } from "../framework/test/command-room.ts";
import { proveCommand } from "./prove-command.ts";

const LONGEST_MS = 300_000;
/** The server is a process, the Lambdas are the replica's own: it starts sooner. */
const SYSTEMS = {
  shipped: replicaConfiguration("current", { lambdas: false }),
  mended: replicaConfiguration("fixed", { lambdas: false }),
};

const room = commandRoom("prove");

test("a mend is proved, and refused, on systems of one's own, which draw their own ids and live in real time", {
  timeout: LONGEST_MS,
}, async () => {
  const config = writeConfiguration(SYSTEMS);
  const summary = join(room.folder, "summary.md");
  const prove = (mended: string) =>
    proveCommand({
      argv: ["incidents/listing-31", "--config", config, "--broken", "shipped", "--mended", mended],
      environment: { GITHUB_STEP_SUMMARY: summary },
    });
  expect(await prove("mended"), room.printed).toBe(EXIT.green);
  expect(readFileSync(summary, "utf8")).toContain("| system | shipped | mended |");
  expect(readFileSync(summary, "utf8")).toContain("the mend is **proved**");
  expect(await prove("shipped")).toBe(EXIT.red);
  expect(room.printed).toContain("- shipped ends exactly as the incident did");
});
