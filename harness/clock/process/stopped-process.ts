import { machineTime } from "../machine-time.ts";
import { ClockRefused } from "./clock-refused.ts";
import { type Thread, threadsOf } from "./threads.ts";

/** Real milliseconds within which a stop reaches all threads: each needs a processor for it, on a machine that may be busy. */
const STOP_LIMIT_MS = 20_000;

/**
 * Stops all threads of a process, does something, and lets them go on, whatever happens. Going on interrupts every wait in
 * epoll (signal(7), "Interruption of system calls … by stop signals"), so event loops look at their clocks and timers again.
 * Throws `ClockRefused` when the process has ended or cannot be stopped.
 */
export async function whileStopped<T>(pid: number, work: (threads: readonly Thread[]) => T): Promise<T> {
  signal(pid, "SIGSTOP");
  try {
    return work(await allStopped(pid));
  } finally {
    signalIfThere(pid, "SIGCONT");
  }
}

async function allStopped(pid: number): Promise<Thread[]> {
  const from = machineTime.monotonicMs();
  for (;;) {
    const threads = threadsOf(pid);
    if (threads.length === 0) throw new ClockRefused(`process ${pid} has ended`);
    if (threads.every(({ state }) => state === "T" || state === "t")) return threads;
    if (machineTime.monotonicMs() - from > STOP_LIMIT_MS) {
      throw new ClockRefused(`process ${pid} did not stop within ${STOP_LIMIT_MS} ms`);
    }
    await new Promise<void>((resolve) => machineTime.setImmediate(resolve));
  }
}

function signal(pid: number, name: "SIGSTOP" | "SIGCONT"): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ESRCH") throw new ClockRefused(`process ${pid} has ended`);
    throw new ClockRefused(`process ${pid} cannot be signalled (${String(code)})`);
  }
}

function signalIfThere(pid: number, name: "SIGCONT"): void {
  try {
    signal(pid, name);
  } catch (error) {
    if (!(error instanceof ClockRefused)) throw error;
  }
}
