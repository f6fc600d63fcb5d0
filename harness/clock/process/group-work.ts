import { readdirSync, readFileSync } from "node:fs";

/** What one look at a process tells. */
interface ProcessLook {
  readonly pid: number;
  readonly state: string;
  /** Processor time so far, its own and that of children that have ended; clock ticks. */
  readonly ticks: number;
}

/** USER_HZ: the unit in which Linux tells of processor time in /proc, on every platform that Node runs on; milliseconds. */
const TICK_MS = 10;

/** What a group of processes did between two looks. */
export interface Worked {
  /** Of all its threads together; milliseconds, in steps of ten. */
  readonly processorMs: number;
  /** Something of it waits for a device now. */
  readonly waitsForDevice: boolean;
}

export function isWork(worked: Worked | "waited" | undefined): worked is Worked {
  return typeof worked === "object";
}

/** Milliseconds of work in a span of real time: several threads work at once, and who is ready to run may have to wait for a processor. */
export function workMs({ processorMs, waitsForDevice }: Worked, realMs: number): number {
  return waitsForDevice ? realMs : Math.min(processorMs, realMs);
}

/**
 * Tells work from waiting in a process group (Linux): it has worked when a thread runs, is ready to run or waits for a device, or
 * when its processes have used processor time since the last look. All else is waiting: for a timer, or for somebody else.
 */
export class GroupWork {
  readonly #groupId: number;
  #ticks: number;

  constructor(groupId: number) {
    this.#groupId = groupId;
    this.#ticks = total(looksAt(groupId) ?? []);
  }

  /** Since the last call; absent where the system does not tell. */
  hasWorked(): boolean | undefined {
    const worked = this.worked();
    return worked && isWork(worked);
  }

  /** What it has done since the last call; absent where the system does not tell. */
  worked(): Worked | "waited" | undefined {
    const looks = looksAt(this.#groupId);
    if (looks === undefined) return undefined;
    const before = this.#ticks;
    this.#ticks = total(looks);
    // A child that has been waited for by nobody takes its ticks away.
    const processorMs = Math.max(this.#ticks - before, 0) * TICK_MS;
    const isIn = (wanted: string): boolean => looks.some(({ state }) => state === wanted);
    if (processorMs === 0 && !isIn("R") && !isIn("D")) return "waited";
    return { processorMs, waitsForDevice: isIn("D") };
  }
}

/** Ids of the processes of a group; none where the system does not tell. */
export function groupMembers(groupId: number): number[] {
  return (looksAt(groupId) ?? []).map(({ pid }) => pid);
}

function total(looks: readonly ProcessLook[]): number {
  return looks.reduce((sum, { ticks }) => sum + ticks, 0);
}

/** The processes of a group; their threads' states are read only while the process itself, its first thread, sleeps. */
function looksAt(groupId: number): ProcessLook[] | undefined {
  let names: string[];
  try {
    names = readdirSync("/proc");
  } catch {
    return undefined;
  }
  return names
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const fields = fieldsOf(`/proc/${pid}/stat`);
      if (fields === undefined || Number(fields[2]) !== groupId) return [];
      const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
      return [{ pid: Number(pid), state: threadState(pid) ?? fields[0] ?? "", ticks }];
    });
}

/** R or D when any thread is in that state. */
function threadState(pid: string): string | undefined {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .map((id) => fieldsOf(`/proc/${pid}/task/${id}/stat`)?.[0])
      .find((state) => state === "R" || state === "D");
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

/** From the third field on: the state, the parent, the group … */
function fieldsOf(path: string): string[] | undefined {
  try {
    const stat = readFileSync(path, "latin1");
    // The second field is the program's name in brackets and may hold anything.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
