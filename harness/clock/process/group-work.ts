import { readdirSync, readFileSync } from "node:fs";

/** What one look at a process tells. */
interface ProcessLook {
  readonly pid: number;
  readonly state: string;
  /** Processor time so far, its own and that of children that have ended; clock ticks. */
  readonly ticks: number;
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
    const looks = looksAt(this.#groupId);
    if (looks === undefined) return undefined;
    const before = this.#ticks;
    this.#ticks = total(looks);
    return this.#ticks > before || looks.some(({ state }) => state === "R" || state === "D");
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
