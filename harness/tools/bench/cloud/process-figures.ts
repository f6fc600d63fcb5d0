import { readFileSync } from "node:fs";

/** What the system tells of a process. `undefined` on systems without /proc. */
export interface ProcessFigures {
  /** In the program and in the kernel on its behalf, milliseconds. */
  readonly cpuMs: number;
  readonly residentMegabytes: number;
}

/** Of Linux's clock ticks, which are 100 a second for programs on every architecture (man 7 time). */
const TICK_MS = 10;

export function figuresOf(pid: number): ProcessFigures | undefined {
  if (process.platform !== "linux") return undefined;
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  // Behind the program's name, which may hold spaces and brackets: state is field 3, utime and stime 14 and 15 (man 5 proc).
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  const resident = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]);
  return { cpuMs: (Number(stat[11]) + Number(stat[12])) * TICK_MS, residentMegabytes: resident / 1024 };
}
