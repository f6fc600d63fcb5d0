import { readdirSync, readFileSync } from "node:fs";

/** One thread as Linux tells of it. */
export interface Thread {
  readonly id: number;
  /** Field 3 of /proc/PID/stat: R runs, S sleeps, D waits for a device, T is stopped, Z has ended. */
  readonly state: string;
  /** What it is inside of; absent while it runs or when the kernel does not tell. */
  readonly at?: ThreadPosition;
}

export interface ThreadPosition {
  /** -1 outside of system calls. */
  readonly systemCall: number;
  /** The first six parameters. */
  readonly parameters: readonly bigint[];
  /** Address of the next instruction. */
  readonly instruction: number;
}

/** The threads of a process; none when it has ended. */
export function threadsOf(pid: number): Thread[] {
  return threadIds(pid).flatMap((id) => {
    const state = stateOf(`/proc/${pid}/task/${id}/stat`);
    if (state === undefined || state === "Z" || state === "X") return [];
    const at = positionOf(`/proc/${pid}/task/${id}/syscall`);
    return [{ id, state, ...(at && { at }) }];
  });
}

/** The states of all threads, without asking what they are inside of. */
export function threadStatesOf(pid: number): string[] {
  return threadIds(pid).flatMap((id) => stateOf(`/proc/${pid}/task/${id}/stat`) ?? []);
}

function threadIds(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [];
  }
}

function stateOf(path: string): string | undefined {
  const stat = textOf(path);
  // The second field is the program's name in brackets and may hold anything.
  return stat?.slice(stat.lastIndexOf(")") + 2)[0];
}

/** `running`, `-1 0x… 0x…` (stack and instruction pointer), or number, six parameters and the same two. */
function positionOf(path: string): ThreadPosition | undefined {
  const [systemCall, ...words] = textOf(path)?.trim().split(" ") ?? [];
  const instruction = words.at(-1);
  if (systemCall === undefined || instruction === undefined) return undefined;
  return {
    systemCall: Number(systemCall),
    parameters: words.slice(0, -2).map((word) => BigInt(word)),
    instruction: Number(instruction),
  };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "latin1");
  } catch {
    // The thread has ended, or the kernel does not tell.
    return undefined;
  }
}
