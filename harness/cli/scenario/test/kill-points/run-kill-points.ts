import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, vi } from "vitest";
import { engineParents, ownerOf } from "../../../../database/engine/engine-directory.ts";
import { sweepDeadEngines } from "../../../../database/engine/sweep.ts";
import { redisHere } from "../../../../database/redis/test/redis-here.ts";
import { endingWithUs } from "../../../../support/ending-with-us.ts";
import { PROJECT_ROOT } from "../../../../support/project-root.ts";
import type { KillPoint } from "./kill-points.ts";

const COMMAND = join(PROJECT_ROOT, "harness/cli/scenario/main.ts");
const SYSTEM = join(import.meta.dirname, "../fixtures/kill-points");

/** Why nothing can be killed here; `undefined` where all can. */
export function lacking(): string | undefined {
  if (process.platform !== "linux") return "needs Linux: /proc tells which processes are left";
  const folders = (process.env.PATH ?? "").split(delimiter);
  if (!folders.some((folder) => existsSync(join(folder, "setpriv"))))
    return "needs setpriv: without it the next start ends the database";
  return typeof redisHere === "string" ? redisHere : undefined;
}

type Killing = Pick<KillPoint, "points" | "signal">;

/** Runs the stories in which this is killed, and expects that nothing is left of the run. */
export async function runKillPoints({ points, signal }: Killing): Promise<{ status: number; said: string }> {
  const folder = mkdtempSync(join(tmpdir(), "killed-"));
  const atStart = points.find((point) => point.endsWith(" start"));
  const { status, said, pid } = await runToEnd(["--config", SYSTEM, "--system", "small", "kill-points"], {
    TMPDIR: folder,
    KILL_POINTS: points.join(", "),
    KILL_SIGNAL: signal,
    ...(atStart && { KILL_AT_START: `${atStart.split(" ")[0]} ${signal}` }),
  });
  try {
    await vi.waitUntil(() => processesIn(folder).length === 0, { timeout: 60_000 }).catch(() => {});
    expect(processesIn(folder)).toEqual([]);
    if (status === 128 + constants.signals.SIGKILL) {
      // What a killed run left behind goes with the next.
      await runToEnd(["--version"], { TMPDIR: folder });
      sweepDeadEngines({ environment: process.env, onProgress: () => {} });
    }
    expect(readdirSync(folder)).toEqual([]);
    expect(engineDirectoriesOf(pid)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { status, said };
}

async function runToEnd(argv: readonly string[], environment: Readonly<Record<string, string>>) {
  // Without what the surrounding npm and Vitest set.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV|TEST$)/.test(name));
  const child = spawn(...endingWithUs(process.execPath, [COMMAND, ...argv]), {
    env: { ...Object.fromEntries(inherited), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    // In a process group of its own, as a shell starts it: a terminal's signals go to all of it.
    detached: true,
  });
  const [out, err, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  // As a shell tells it.
  const status = code ?? 128 + constants.signals[signal ?? "SIGKILL"];
  return { status, said: out + err, pid: child.pid };
}

/** Processes that have the run's folder for temporary files, or name it in their command (Linux). */
function processesIn(folder: string): string[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const [environment, command] = ["environ", "cmdline"].map((name) => contentOf(`/proc/${pid}/${name}`));
    const isOurs = environment?.includes(folder) || command?.includes(folder);
    return isOurs ? [`${pid} ${command?.replaceAll("\0", " ")}`] : [];
  });
}

/** Empty of a process that has ended meanwhile, or is another user's. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

function engineDirectoriesOf(pid: number | undefined): string[] {
  return engineParents().flatMap((parent) => readdirSync(parent).filter((name) => ownerOf(name)?.pid === pid));
}

/** `…` stands for anything. */
export function asPattern(sentence: string): RegExp {
  return new RegExp(
    sentence
      .split("…")
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*"),
  );
}
