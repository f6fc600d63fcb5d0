import { basename } from "node:path";
import { machineTime, waitOnMachine } from "../machine-time.ts";
import { programOf } from "./runtime.ts";
import { threadStatesOf } from "./threads.ts";

/** Shells, and what a held launch is on its way. */
const LAUNCHER = /^(sh|dash|bash|busybox|perl[\d.]*)$/;
/** Real milliseconds. A shell that is still one after so long is a wrapper script. */
const LONGEST_EXEC_MS = 50;
/** Real milliseconds until a process stands still, on a machine that is busy too. */
const LONGEST_STOP_MS = 10_000;

/** A program that stands still just after its start. */
export interface StoppedStart {
  /** Whether it has come further than its runtime: Go and Node have a second thread before they run a line of the user's. */
  readonly hasBegun: boolean;
  letGo(): void;
}

/**
 * Waits until a held launch (guarded-launch.ts) stands still at the first instruction of its program, so that this reads no time
 * before its clock has been opened. Without Perl it stands still one step earlier, and nobody can hold a program inside exec from
 * outside: then this thread, fresh from a wait, looks without a pause, and the program needs longer for its own start than one look
 * takes, unless the machine is busy. Undefined for a wrapper script, which goes on, and for what has ended.
 */
export async function stopAtExec(launchedPid: number): Promise<StoppedStart | undefined> {
  await untilStopped(launchedPid);
  if (isLauncher(programOf(launchedPid))) {
    if (!signal(launchedPid, "SIGCONT")) return undefined;
    if (!seesProgram(launchedPid) || !signal(launchedPid, "SIGSTOP")) return undefined;
    // Its name changes before exec has mapped all of it, the vDSO among the last.
    await untilStopped(launchedPid);
  }
  const { length } = threadStatesOf(launchedPid);
  if (length === 0) return undefined;
  return { hasBegun: length > 1, letGo: () => void signal(launchedPid, "SIGCONT") };
}

/** Looks without a pause until a shell has turned into something else. */
function seesProgram(pid: number): boolean {
  const limit = machineTime.monotonicMs() + LONGEST_EXEC_MS;
  for (let program = programOf(pid); program !== undefined; program = programOf(pid)) {
    if (!isLauncher(program)) return true;
    if (machineTime.monotonicMs() > limit) return false;
  }
  return false;
}

function isLauncher(program: string | undefined): boolean {
  return program !== undefined && LAUNCHER.test(basename(program));
}

/** Until all threads stand still. A program that was not held by its exec, as it should have been, is stopped now. */
async function untilStopped(pid: number): Promise<void> {
  const limit = machineTime.monotonicMs() + LONGEST_STOP_MS;
  for (let states = threadStatesOf(pid); !states.every((state) => state === "T"); states = threadStatesOf(pid)) {
    if (machineTime.monotonicMs() > limit) return;
    if (!isLauncher(programOf(pid))) signal(pid, "SIGSTOP");
    await waitOnMachine(1);
  }
}

/** False when it has ended meanwhile. */
function signal(pid: number, name: "SIGSTOP" | "SIGCONT"): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}
