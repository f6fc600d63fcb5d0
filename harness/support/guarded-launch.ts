import { type ChildProcess, spawn } from "node:child_process";

/** How a program is started. */
export interface Launch {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** It stops itself before the program begins, until somebody sends SIGCONT. */
  readonly held?: boolean;
}

/**
 * Its standard input is a pipe from us that carries nothing. When it closes, because we closed it or because we are gone
 * (Ctrl-C, kill -9), a guard in the same process group kills the group, whatever the program is and whatever it started.
 */
const GUARD = "exec 3<&0; (while read -r _ <&3; do :; done; kill -9 0) >/dev/null 2>&1 & ";
const HOLD = "kill -STOP $$; ";
const PROGRAM = 'exec "$@" </dev/null 3<&-';

/** Starts a program of the user in a process group of its own, which ends at the latest with this process. */
export function launch({ command, parameters, folder, environment, held = false }: Launch): ChildProcess {
  return spawn("/bin/sh", ["-c", `${GUARD}${held ? HOLD : ""}${PROGRAM}`, "sh", command, ...parameters], {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: "pipe",
  });
}
