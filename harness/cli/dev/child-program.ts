import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { machineTime } from "../../clock/machine-time.ts";
import { launch } from "../../support/guarded-launch.ts";

/** A program that runs beside this one. */
export interface ChildProgram {
  /** Program and parameters. */
  readonly command: readonly string[];
  readonly directory: string;
  /** All of its environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** How a program ended. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunningChild {
  /** Of what was launched; absent when nothing could be. */
  readonly pid: number | undefined;
  /** Resolves when it has ended and all its lines have been handed on. */
  readonly ended: Promise<ChildEnd>;
  signal(signal: NodeJS.Signals): void;
  /** Asks it to end, and ends it and all that it started when it has not after a while. */
  stop(): Promise<ChildEnd>;
}

/** Told of a line, and whether it came over standard error. */
export type OnLine = (line: string, isError: boolean) => void;

/** A line that is longer is handed on in pieces, because a program that never ends one must not fill our memory. */
const LONGEST_LINE = 1 << 20;

/** Real milliseconds that a program gets to end in peace. */
const PATIENCE_MS = 3_000;

/**
 * Starts a program in a process group of its own, so that Ctrl-C in a terminal does not reach it before us, and hands
 * on what it writes to either stream, line by line. It ends with this process, also when that is killed. `held`: it waits for
 * SIGCONT before it begins (guarded-launch.ts).
 */
export function startChild(program: ChildProgram, onLine: OnLine, { held = false } = {}): RunningChild {
  const [command = "", ...parameters] = program.command;
  const { directory: folder, environment } = program;
  const child = launch({ command, parameters, folder, environment, held });
  child.stdin?.on("error", () => {});
  const read = [
    ...(child.stdout ? [eachLine(child.stdout, (line) => onLine(line, false))] : []),
    ...(child.stderr ? [eachLine(child.stderr, (line) => onLine(line, true))] : []),
  ];
  const exited = new Promise<ChildEnd>((resolve) => {
    child.once("error", () => resolve({ code: 127, signal: null }));
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const ended = exited.then(async (end) => {
    // The guard of the group goes, and with it whatever the program has started and left.
    child.stdin?.destroy();
    await Promise.all(read);
    return end;
  });
  const signal = (name: NodeJS.Signals): void => void child.kill(name);
  return {
    pid: child.pid,
    ended,
    signal,
    async stop() {
      signal("SIGTERM");
      const late = machineTime.setTimeout(() => signal("SIGKILL"), PATIENCE_MS);
      try {
        return await ended;
      } finally {
        machineTime.clearTimeout(late);
      }
    },
  };
}

/** Not node:readline, which takes U+2028 and a lone carriage return for the end of a line. */
function eachLine(stream: Readable, onLine: (line: string) => void): Promise<void> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const handOn = (line: string): void => {
    if (line !== "" && line !== "\r") onLine(line.replace(/\r$/, ""));
  };
  return new Promise((resolve) => {
    stream.on("data", (chunk: Buffer) => {
      const lines = (rest + decoder.write(chunk)).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(handOn);
      if (rest.length < LONGEST_LINE) return;
      handOn(rest);
      rest = "";
    });
    // A pipe that breaks belongs to a program that ends.
    stream.on("error", () => {});
    stream.on("close", () => {
      handOn(rest + decoder.end());
      resolve();
    });
  });
}
