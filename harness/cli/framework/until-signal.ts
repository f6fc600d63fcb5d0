import { machineTime } from "../../clock/machine-time.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Real milliseconds in which one Ctrl-C arrives twice: the terminal sends it to the whole process group, and npm
 * forwards its own.
 */
const ECHO_MS = 500;

/**
 * Resolves at the first signal that asks this process to end. Its echo changes nothing; a later one ends the process at
 * once, for whoever does not want to wait.
 */
export function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    const onSignal = (signal: NodeJS.Signals): void => {
      firstAt ??= machineTime.monotonicMs();
      resolve();
      if (machineTime.monotonicMs() - firstAt < ECHO_MS) return;
      for (const each of SIGNALS) process.off(each, onSignal);
      process.kill(process.pid, signal);
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
  });
}
