import { spawnSync } from "node:child_process";

/** As setpriv(1) of util-linux has it; BusyBox's has not. */
const WITH_US = ["setpriv", "--pdeathsig", "KILL"] as const;
let known: readonly string[] | undefined;

/**
 * Program and parameters for `spawn`, so that on Linux the process ends with the thread that starts it, also when that is killed:
 * a test run that is ended in the middle of a command leaves none behind. Elsewhere they stay as they are.
 */
export function endingWithUs(program: string, parameters: readonly string[]): [string, string[]] {
  known ??= canEndWithUs() ? WITH_US : [];
  const [first = program, ...others] = [...known, program, ...parameters];
  return [first, others];
}

/** Whether this machine has what that needs. */
export function canEndWithUs(): boolean {
  const [command, ...options] = WITH_US;
  return process.platform === "linux" && spawnSync(command, [...options, "true"]).status === 0;
}
