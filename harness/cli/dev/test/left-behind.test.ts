import { once } from "node:events";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { processesWith, runScript, spawnDev, startDev } from "./run-dev.ts";

/**
 * The run's own folder is in the command lines of the server; the engine's has the process id of the run in its name.
 */
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
    await expect.poll(() => processesOf(pid)).toEqual([]);
  },
  60_000,
);

test("Ctrl-C leaves no process and no folder", async () => {
  const dev = await startDev();
  const samples = /W=(\S+)/.exec(dev.script(/^Words/))?.[1] ?? "";
  expect(existsSync(samples)).toBe(true);
  dev.child.kill("SIGTERM");
  await expect.poll(() => dev.child.exitCode).toBe(0);
  expect(processesOf(dev.child.pid)).toEqual([]);
  expect(existsSync(dirname(samples))).toBe(false);
});

test("a signal while all comes up ends what is there already, and nothing else is started", async () => {
  const child = spawnDev(["--port", "0", "--server-port", "0", "--database-port", "0"]);
  if (!child.stdout) throw new Error("the process has no output");
  // The deployment has begun: engine and cloud are there, the server is not.
  await once(createInterface(child.stdout), "line");
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(processesOf(child.pid)).toEqual([]);
});

test.skipIf(process.platform !== "linux")(
  "without its database it ends with status 3 and one sentence (Linux; /proc tells which process it is)",
  async () => {
    const dev = await startDev();
    const [engine = ""] = processesWith(`toq-db-${dev.child.pid}-`);
    process.kill(Number.parseInt(engine, 10), "SIGKILL");
    expect(await once(dev.child, "close")).toEqual([3, null]);
    expect(dev.lines().at(-1)).toMatch(/^The database server of this run was ended by SIGKILL while it was needed/);
    expect(processesOf(dev.child.pid)).toEqual([]);
  },
  60_000,
);
