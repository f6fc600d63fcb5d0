import { createHash } from "node:crypto";
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { currentProcess, isAlive } from "../../database/engine/engine-directory.ts";

export type ContainerKind = "localstack" | "mysql";

/** Every container of ours carries it; its value is what the container is for. */
export const KIND_LABEL = "toq.harness.kind";
/** A container of one run: the process that started it. */
export const OWNER_LABEL = "toq.harness.owner";
/** Where that process runs: process ids mean nothing elsewhere, and several machines may share one Docker. */
export const MACHINE_LABEL = "toq.harness.machine";
/** A container for several runs: the hash of what it was started with. */
export const REUSE_LABEL = "toq.harness.reuse";

export type Labels = Readonly<Record<string, string>>;

/** Labels of a container that goes with this process. */
export function ownedLabels(): Record<string, string> {
  const { pid, startTicks } = currentProcess();
  return { [OWNER_LABEL]: `${pid}-${startTicks}`, [MACHINE_LABEL]: thisMachine() };
}

/** Whether nobody can want a container with these labels any more: its owner is gone and it was not meant to stay. */
export function isOrphan(labels: Labels, state: string): boolean {
  const [, pid, startTicks] = /^(\d+)-(\d+)$/.exec(labels[OWNER_LABEL] ?? "") ?? [];
  if (pid === undefined || startTicks === undefined) return false;
  // Those of another machine only when they have ended: a machine that was started anew may have another name.
  if (labels[MACHINE_LABEL] !== thisMachine()) return state === "exited" || state === "dead";
  return !isAlive({ pid: Number(pid), startTicks });
}

/** This machine and, on Linux, this namespace of process ids: two development containers do not see each other's. */
function thisMachine(): string {
  return createHash("sha256").update(`${hostname()} ${processNamespace()}`).digest("hex").slice(0, 12);
}

function processNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return process.platform;
  }
}
