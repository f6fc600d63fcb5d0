import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { programOf } from "./runtime.ts";

/**
 * The processes whose clocks count for a program that was started as `launchedPid`: a wrapper (`sh -c`, `npm run`) has the
 * program as a child, and the guard of a process group is no part of it. They are, among the launched process, its process group
 * and all descendants, those that hold a socket with this port at either end: a server listens there, a Lambda asks its Runtime
 * API there. Several share it when a server forks workers; all of them count. Empty as long as none does.
 */
export function processesOnPort(launchedPid: number, port: number): number[] {
  const sockets = socketsWith(launchedPid, port);
  return familyOf(launchedPid).filter((pid) => programOf(pid) !== undefined && holdsAny(pid, sockets));
}

/**
 * Descendants of these processes that run the same program: a server may hand over its connections to them (Node's cluster), and
 * then nothing tells them by the port.
 */
export function workersOf(pids: readonly number[]): number[] {
  const programs = new Set(pids.map(programOf));
  const all = allProcesses();
  const family = new Set(pids);
  addDescendants(family, all);
  return [...family].filter((pid) => !pids.includes(pid) && programs.has(programOf(pid)));
}

interface ProcessParents {
  readonly pid: number;
  readonly parentPid: number;
  readonly groupId: number;
}

function allProcesses(): readonly ProcessParents[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => parentsOf(Number(name)) ?? []);
}

function familyOf(launchedPid: number): number[] {
  const all = allProcesses();
  const family = new Set([launchedPid]);
  for (const { pid, groupId } of all) if (groupId === launchedPid) family.add(pid);
  addDescendants(family, all);
  return [...family].sort((a, b) => a - b);
}

function addDescendants(family: Set<number>, all: readonly ProcessParents[]): void {
  // Ids are reused, so a child may have a lower id than its parent: until nobody is added.
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid, parentPid } of all) if (family.has(parentPid)) family.add(pid);
  }
}

/** Fields 4 and 5 of /proc/PID/stat. */
function parentsOf(pid: number): ProcessParents | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The second field is the program's name in brackets and may hold anything.
    const [, parentPid, groupId] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { pid, parentPid: Number(parentPid), groupId: Number(groupId) };
  } catch {
    return undefined;
  }
}

/** Names of sockets as `/proc/PID/fd` shows them, from the tables of TCP (proc_pid_net(5)) that the process sees. */
function socketsWith(pid: number, port: number): ReadonlySet<string> {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const sockets = new Set<string>();
  for (const table of ["tcp", "tcp6"]) {
    for (const line of linesOf(`/proc/${pid}/net/${table}`).slice(1)) {
      const [, local, remote, , , , , , , inode] = line.trim().split(/\s+/);
      if (local?.endsWith(suffix) || remote?.endsWith(suffix)) sockets.add(`socket:[${inode}]`);
    }
  }
  return sockets;
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, "latin1").trim().split("\n");
  } catch {
    return [];
  }
}

function holdsAny(pid: number, sockets: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((descriptor) => sockets.has(linkOf(`/proc/${pid}/fd/${descriptor}`)));
  } catch {
    return false;
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // Closed meanwhile.
    return "";
  }
}
