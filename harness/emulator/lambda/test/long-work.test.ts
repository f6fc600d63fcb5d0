import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { withFunction } from "./deployed-worker.ts";

installWorldGlobals();

/** Everything but the work: hops to Lambda and the function. */
const HOPS_MS = 500;
const ON_LINUX = process.platform === "linux";
const WITHOUT = ON_LINUX ? "" : " (skipped: needs Linux, whose /proc tells work from waiting)";

/** Works for so many seconds of processor time, however busy the machine is. */
const WORK = `
import hashlib, time
def work(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        hashlib.sha256(b"x" * 100000).digest()
`;

test.runIf(ON_LINUX)(`work below the time-out takes no virtual time, however long it takes${WITHOUT}`, async () => {
  const files = { "handler.py": `${WORK}\ndef handler(event, context):\n    work(event)\n    return "done"\n` };
  await withFunction({ files, timeoutSeconds: 600 }, async ({ cloud, invoke }) => {
    const before = cloud.clock.elapsedMs;
    expect((await invoke(1.5)).payload).toBe('"done"');
    expect(cloud.clock.elapsedMs - before).toBeLessThan(HOPS_MS);
  });
});

test.runIf(ON_LINUX)(`work of a program that the process has started is its work too${WITHOUT}`, async () => {
  const files = {
    "handler.py": `import subprocess, sys\nWORK = ${JSON.stringify(WORK)}\ndef handler(event, context):\n    subprocess.run([sys.executable, "-c", WORK + "work(1.5)"], check=True)\n    return "done"\n`,
  };
  await withFunction({ files, timeoutSeconds: 600 }, async ({ cloud, invoke }) => {
    const before = cloud.clock.elapsedMs;
    expect((await invoke()).payload).toBe('"done"');
    expect(cloud.clock.elapsedMs - before).toBeLessThan(HOPS_MS);
  });
});

test.runIf(ON_LINUX)(`work between two sleeps adds nothing to them${WITHOUT}`, async () => {
  const files = {
    "handler.py": `${WORK}\ndef handler(event, context):\n    time.sleep(60)\n    work(1.2)\n    time.sleep(60)\n    work(1.2)\n    return "done"\n`,
  };
  await withFunction({ files, timeoutSeconds: 600 }, async ({ cloud, invoke }) => {
    const before = cloud.clock.elapsedMs;
    expect((await invoke()).payload).toBe('"done"');
    expect(cloud.clock.elapsedMs - before).toBeGreaterThanOrEqual(120_000);
    expect(cloud.clock.elapsedMs - before).toBeLessThan(120_000 + HOPS_MS);
  });
});

test.runIf(ON_LINUX)(`work without end is timed out exactly at its time-out${WITHOUT}`, async () => {
  const files = { "handler.py": "def handler(event, context):\n    while True:\n        pass\n" };
  await withFunction({ files, timeoutSeconds: 2 }, async ({ cloud, invoke }) => {
    const before = cloud.clock.elapsedMs;
    expect((await invoke()).payload).toContain("Task timed out after 2.00 seconds");
    expect(cloud.clock.elapsedMs - before).toBeGreaterThanOrEqual(2000);
    expect(cloud.clock.elapsedMs - before).toBeLessThan(2000 + HOPS_MS);
  });
});

test("a process that waits by its own timer does so in the world's time, and is timed out while it waits", async () => {
  const files = {
    "handler.mjs": "export const handler = (ms) => new Promise((resolve) => setTimeout(() => resolve('woke'), ms));\n",
  };
  const given = { files, runtime: "nodejs22.x", handler: "handler.handler", timeoutSeconds: 3 } as const;
  await withFunction(given, async ({ cloud, invoke }) => {
    const before = cloud.clock.elapsedMs;
    expect((await invoke(60_000)).payload).toContain("Task timed out after 3.00 seconds");
    expect(cloud.clock.elapsedMs - before).toBeLessThan(3000 + HOPS_MS);
  });
});
