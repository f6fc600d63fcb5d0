import { closeSync, openSync, readlinkSync, readSync } from "node:fs";
import { basename } from "node:path";
import { MONOTONIC_CLOCKS, WALL_CLOCKS } from "./clock-ids.ts";

/** What a program's timers are made by, which decides how its time can be shifted. */
export type Runtime = "go" | "node" | "python" | "unknown";

interface RuntimeRule {
  /** Bit mask of clock ids. */
  readonly shiftedClocks: number;
  /**
   * `virtual`: it waits in epoll for a span that it works out from its clock, and when interrupted it works it out again.
   * `real`: it may wait until an instant of the kernel's own monotonic clock, which nobody can shift: with a shifted clock
   * such a wait would never end, so only the wall clock is shifted and waits take real time.
   */
  readonly waits: "virtual" | "real";
}

export const RUNTIME_RULES: Readonly<Record<Runtime, RuntimeRule>> = {
  go: { shiftedClocks: WALL_CLOCKS | MONOTONIC_CLOCKS, waits: "virtual" },
  node: { shiftedClocks: WALL_CLOCKS | MONOTONIC_CLOCKS, waits: "virtual" },
  python: { shiftedClocks: WALL_CLOCKS, waits: "real" },
  unknown: { shiftedClocks: WALL_CLOCKS, waits: "real" },
};

/** Begins the build information in every program that Go has linked (the package debug/buildinfo). */
const GO_BUILD_INFO = Buffer.from("\xff Go buildinf:", "latin1");
const CHUNK_BYTES = 1 << 20;

/** By the program that the process runs: the names of interpreters, and what the Go linker leaves in each program. */
export function runtimeOf(pid: number): Runtime {
  const program = programOf(pid);
  if (program === undefined) return "unknown";
  const name = basename(program);
  if (/^node(js)?[\d.-]*$/.test(name)) return "node";
  if (/^python[\d.]*$/.test(name)) return "python";
  return isFromGo(pid) ? "go" : "unknown";
}

/** Path of the program that a process runs; absent when it has ended. */
export function programOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return undefined;
  }
}

function isFromGo(pid: number): boolean {
  let file: number;
  try {
    // Not by its path: the file may have been replaced since it was started.
    file = openSync(`/proc/${pid}/exe`, "r");
  } catch {
    return false;
  }
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES + GO_BUILD_INFO.length);
    for (let at = 0; ; at += CHUNK_BYTES) {
      const length = readSync(file, chunk, 0, chunk.length, at);
      if (chunk.subarray(0, length).includes(GO_BUILD_INFO)) return true;
      if (length < chunk.length) return false;
    }
  } finally {
    closeSync(file);
  }
}
