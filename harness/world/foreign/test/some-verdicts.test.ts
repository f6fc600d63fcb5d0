import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../../../cli/scenario/test/run-command.ts";
import { PROJECT_ROOT } from "../../../support/project-root.ts";

const COMMAND = join(PROJECT_ROOT, "harness/cli/scenario/main.ts");
const LINUX_X64 = process.platform === "linux" && process.arch === "x64";

/**
 * A few of the verdicts that `replica/verdicts.test.ts` compares (`npm run test:processes`), for every commit: that run
 * wrote the baselines, so here one run of each system is enough. A night has them all (docs/ci.md).
 */
test.for([
  ["current", ["http/database-fails", "listing-28/current", "uploads/refused", "workers/half-an-hour"]],
  ["incident", ["in-processes/wrong-machine"]],
] as const)(
  "the replica's processes of %s have the verdicts that they are known for: %j",
  { timeout: 300_000 },
  async ([revision, ids], { skip }) => {
    skip(!LINUX_X64, "the clock of a process can be shifted on Linux with x64 only");
    const config = join(import.meta.dirname, "replica");
    const argv = ["--config", config, "--system", `replica-${revision}-virtual`, "--no-record", ...ids];
    const { code, out, err } = await run(argv, {}, COMMAND);
    const judged = [...out.matchAll(/^[✓~] (\S+)/gm)].map(([, id]) => id);
    expect(judged.toSorted(), out + err).toEqual(expect.arrayContaining([...ids]));
    expect(code, out + err).toBe(0);
  },
);
