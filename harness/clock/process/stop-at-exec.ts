import { basename } from "node:path";
import { machineTime, waitOnMachine } from "../machine-time.ts";
import { programOf } from "./runtime.ts";
import { threadStatesOf } from "./threads.ts";

const SHELL = /^(sh|dash|bash|busybox)$/;
/** Real milliseconds. A shell that is still one after so long is a wrapper script. */
const LONGEST_EXEC_MS = 50;
/** Real milliseconds until a process stands still, on a machine that is busy too. */
const LONGEST_STOP_MS = 10_000;

/**
 * Lets a held launch (guarded-launch.ts) turn into its program and stops that in its first moments, so that it reads no time
 * before its clock has been opened. Nobody can hold a program inside exec from outside; so this thread, fresh from a wait,
 * looks without a pause, and the program needs longer for its own start than one look takes. Resolves with the way to let it go
 * on; undefined for a wrapper script, which goes on, and for what has ended.
 */
export async function stopAtExec(launchedPid: number): Promise<(() => void) | undefined> {
  await untilStopped(launchedPid);
  if (!signal(launchedPid, "SIGCONT")) return undefined;
  const limit = machineTime.monotonicMs() + LONGEST_EXEC_MS;
  for (let program = programOf(launchedPid); program !== undefined; program = programOf(launchedPid)) {
    if (!SHELL.test(basename(program))) {
      if (!signal(launchedPid, "SIGSTOP")) return undefined;
      // Its name changes before exec has mapped all of it, the vDSO among the last.
      await untilStopped(launchedPid);
      return () => void signal(launchedPid, "SIGCONT");
    }
    if (machineTime.monotonicMs() > limit) return undefined;
  }
  return undefined;
}

async function untilStopped(pid: number): Promise<void> {
  const limit = machineTime.monotonicMs() + LONGEST_STOP_MS;
  while (!threadStatesOf(pid).every((state) => state === "T")) {
    if (machineTime.monotonicMs() > limit) return;
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
