import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { machineTime, waitOnMachine } from "../../clock/machine-time.ts";
import { containerMemory } from "../../cloud/containers/container-memory.ts";
import { removeReused } from "../../cloud/containers/start-containers.ts";
import { median } from "./measure.ts";

const ROUNDS = 3;
/** Stories that run on every backend, one with images and one without. */
const SCENARIOS = ["listing-28/current", "cloud/states-branches"] as const;
const POLL_INTERVAL_MS = 100;
const MEBIBYTE = 1_048_576;

interface Run {
  readonly ms: number;
  readonly ownMebibytes: number;
  readonly containersMebibytes: number;
}

/** `npm run bench -- backends`: the same scenarios on the embedded cloud and on containers, cold and warm. */
export async function benchBackends(print: (text: string) => void): Promise<void> {
  const localstack = ["--backend", "localstack"];
  const warmRun = [...localstack, "--reuse-containers"];
  print(`medians of ${ROUNDS} rounds of ${SCENARIOS.join(" and ")}, start to end of the command\n`);
  try {
    const rounds: { embedded: Run; cold: Run; warm: Run }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const [embedded, cold] = [await run([]), await run(localstack)];
      await run(warmRun);
      rounds.push({ embedded, cold, warm: await run(warmRun) });
      await removeReused(process.env);
    }
    const embedded = summary(
      "embedded cloud, local database",
      rounds.map((round) => round.embedded),
      print,
    );
    for (const [name, runs] of [
      ["LocalStack and MySQL, containers started and removed", rounds.map((round) => round.cold)],
      ["LocalStack and MySQL, containers already running", rounds.map((round) => round.warm)],
    ] as const) {
      const times = summary(name, runs, print) / embedded;
      print(`${"".padEnd(NAME_WIDTH)}${times.toFixed(1).padStart(9)} times the embedded one`);
    }
  } finally {
    await removeReused(process.env);
  }
}

const NAME_WIDTH = 56;

function summary(name: string, runs: readonly Run[], print: (text: string) => void): number {
  const ms = median(runs.map((run) => run.ms));
  const own = median(runs.map((run) => run.ownMebibytes));
  const containers = median(runs.map((run) => run.containersMebibytes));
  const memory = `${own.toFixed(0)} MiB${containers === 0 ? "" : ` + ${containers.toFixed(0)} MiB in containers`}`;
  print(`${name.padEnd(NAME_WIDTH)}${(ms / 1000).toFixed(2).padStart(7)} s   ${memory}`);
  return ms;
}

async function run(options: readonly string[]): Promise<Run> {
  const from = machineTime.monotonicMs();
  const child = spawn(process.execPath, ["harness/cli/scenario/main.ts", ...SCENARIOS, ...options], {
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  const peaks = { own: 0, containers: 0 };
  const watching =
    options.length === 0
      ? watchOwn(child, peaks)
      : Promise.all([watchOwn(child, peaks), watchContainers(child, peaks)]);
  const [status] = (await ended) as [number | null];
  const ms = machineTime.monotonicMs() - from;
  await watching;
  if (status !== 0)
    throw new Error(`npm run scenario -- ${SCENARIOS.join(" ")} ${options.join(" ")} ended with ${status}`);
  return { ms, ownMebibytes: peaks.own / MEBIBYTE, containersMebibytes: peaks.containers / MEBIBYTE };
}

/** The process's largest resident set, where Linux tells it. */
async function watchOwn(child: ChildProcess, peaks: { own: number }): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    peaks.own = Math.max(peaks.own, residentBytes(child.pid ?? 0));
    await waitOnMachine(POLL_INTERVAL_MS);
  }
}

function residentBytes(pid: number): number {
  try {
    const [, kibibytes = "0"] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kibibytes) * 1024;
  } catch {
    return 0;
  }
}

async function watchContainers(child: ChildProcess, peaks: { containers: number }): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    peaks.containers = Math.max(peaks.containers, await containerMemory(process.env));
    await waitOnMachine(POLL_INTERVAL_MS);
  }
}
