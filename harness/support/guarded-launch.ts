import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";

/** How a program is started. */
export interface Launch {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /**
   * It stops (SIGSTOP) until somebody sends SIGCONT: where Perl is on PATH at the program's first instruction, elsewhere before the
   * shell turns into the program.
   */
  readonly held?: boolean;
}

/**
 * Its standard input is a pipe from us that carries nothing. When it closes, because we closed it or because we are gone
 * (Ctrl-C, kill -9), a guard in the same process group kills the group, whatever the program is and whatever it started.
 */
const GUARD = "exec 3<&0; (while read -r _ <&3; do :; done; kill -9 0) >/dev/null 2>&1 & ";
const PROGRAM = 'exec "$@" </dev/null 3<&-';
/**
 * Stops its own process from within exec: a pipe that exec closes (close-on-exec) tells its owner with the signal that the owner
 * has asked for (F_SETOWN 8, F_SETSIG 10, O_ASYNC: fcntl(2)), and a stop that comes inside a system call takes effect when it
 * returns, which is before the new program's first instruction. When there is no such program a shell says so, in its own words.
 */
const STOP_IN_EXEC = [
  "delete $ENV{PERL_BADLANG};",
  "pipe($told, $tells); fcntl($told, 8, $$ + 0); fcntl($told, 10, 19);",
  "fcntl($told, 4, (fcntl($told, 3, 0) + 0) | 020000);",
  'exec {$ARGV[0]} @ARGV or exec "/bin/sh", "-c", "exec \\"\\$@\\"", "sh", @ARGV',
].join(" ");
const HOLD_IN_EXEC =
  "if command -v perl >/dev/null 2>&1; then PERL_BADLANG=0; export PERL_BADLANG; " +
  `exec perl -e '${STOP_IN_EXEC}' -- "$@" </dev/null 3<&-; fi; `;
const HOLD_BEFORE = "kill -STOP $$; ";

/** Starts a program of the user in a process group of its own, which ends at the latest with this process. */
export function launch({ command, parameters, folder, environment, held = false }: Launch): ChildProcess {
  const inExec = held && isExecutable(resolve(folder, command)) ? HOLD_IN_EXEC : "";
  const script = `${GUARD}${inExec}${held ? HOLD_BEFORE : ""}${PROGRAM}`;
  return spawn("/bin/sh", ["-c", script, "sh", command, ...parameters], {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: "pipe",
  });
}

const ELF = "\x7fELF";

/** Perl would take what the kernel cannot execute for a script of the shell, as execvp(3) does; a shell says that it cannot. */
function isExecutable(path: string): boolean {
  const magic = Buffer.alloc(4);
  try {
    const file = openSync(path, "r");
    try {
      readSync(file, magic);
    } finally {
      closeSync(file);
    }
  } catch {
    // On PATH, or not there: whoever executes it says so.
    return true;
  }
  const text = magic.toString("latin1");
  return text === ELF || text.startsWith("#!");
}
