import { createHash } from "node:crypto";
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { currentProcess, isAlive } from "../../support/process-identity.ts";

export type ContainerKind = "localstack" | "mysql";

/** On every container of ours; the value is the container's purpose. */
export const KIND_LABEL = "toq.harness.kind";
/** On a container of one run: the process that started it. */
export const OWNER_LABEL = "toq.harness.owner";
/** Where that process runs: process ids mean nothing elsewhere, and several machines may share one Docker. */
export const MACHINE_LABEL = "toq.harness.machine";
/** On a container for several runs: the hash of its settings. */
export const REUSE_LABEL = "toq.harness.reuse";

export type Labels = Readonly<Record<string, string>>;

/** Labels of a container that belongs to this process. */
export function ownedLabels(): Record<string, string> {
  const { pid, startTicks } = currentProcess();
  return { [OWNER_LABEL]: `${pid}-${startTicks}`, [MACHINE_LABEL]: thisMachine() };
}

/** Whether a container with these labels is no longer needed: its owner is gone and it is not for reuse. */
export function isOrphan(labels: Labels, state: string): boolean {
  const [, pid, startTicks] = /^(\d+)-(\d+)$/.exec(labels[OWNER_LABEL] ?? "") ?? [];
  if (pid === undefined || startTicks === undefined) return false;
  // Containers of another machine only when they have ended: a restarted machine may have another name.
  if (labels[MACHINE_LABEL] !== thisMachine()) return state === "exited" || state === "dead";
  return !isAlive({ pid: Number(pid), startTicks });
}

/**
 * This machine and, on Linux, this process-id namespace: two development containers do not see each other's processes.
 */
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
