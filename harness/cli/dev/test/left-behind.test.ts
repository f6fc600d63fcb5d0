import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test, vi } from "vitest";
import { processesWith, runScript, startDev } from "./run-dev.ts";

/** The run's own folder is in the command lines of the server; the engine's has the process id of the run in its name. */
function processesOf(pid: number | undefined): readonly string[] {
  return [...processesWith(`toq-tmp-${pid}-`), ...processesWith(`toq-db-${pid}-`)];
}

test.skipIf(process.platform !== "linux")(
  "kill -9 in the middle of a walk leaves no process (Linux; elsewhere the engine ends at the next start)",
  async () => {
    const dev = await startDev();
    const { pid } = dev.child;
    try {
      const before = dev.lines().length;
      await runScript(
        dev
          .script(/^(Words|The photographer|Has them)/)
          .split("\n")
          .slice(0, -4)
          .join("\n"),
      );
      await dev.line(/thumbnails .* Thumbnails Lambda started/, before);
      expect(processesOf(pid).length).toBeGreaterThanOrEqual(2);
    } finally {
      dev.kill();
    }
    await vi.waitUntil(() => processesOf(pid).length === 0, { timeout: 10_000 });
  },
  60_000,
);

test("Ctrl-C leaves no process and no folder", async () => {
  const dev = await startDev();
  const samples = /W=(\S+)/.exec(dev.script(/^Words/))?.[1] ?? "";
  expect(existsSync(samples)).toBe(true);
  dev.child.kill("SIGTERM");
  await vi.waitUntil(() => dev.child.exitCode !== null, { timeout: 10_000 });
  expect(dev.child.exitCode).toBe(0);
  expect(processesOf(dev.child.pid)).toEqual([]);
  expect(existsSync(dirname(samples))).toBe(false);
}, 60_000);
