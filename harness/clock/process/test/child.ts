import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { openProcessClock, type ProcessClock, type ProcessClockOptions } from "../process-clock.ts";

export const FIXTURES = join(import.meta.dirname, "fixtures");

/** A program under test that says lines; it ends with the test, and by itself when its standard input does. */
export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** The lines so far. */
  readonly lines: readonly string[];
  /** Waits for a line that begins like this; rejects when the program ends without. */
  said(beginning: string): Promise<string>;
  tell(line: string): void;
}

export function startChild(command: string, parameters: readonly string[], uid?: number): Child {
  const child = spawn(command, parameters, { stdio: ["pipe", "pipe", "inherit"], ...(uid !== undefined && { uid }) });
  onTestFinished(() => void child.kill("SIGKILL"));
  child.stdin.on("error", () => {});
  if (child.pid === undefined) throw new Error(`${command} could not be started`);
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let ended = false;
  createInterface({ input: child.stdout })
    .on("line", (line) => {
      lines.push(line);
      for (const look of waiting) look();
    })
    .on("close", () => {
      ended = true;
      for (const look of waiting) look();
    });
  return {
    process: child,
    pid: child.pid,
    lines,
    tell: (line) => child.stdin.write(`${line}\n`),
    said: (beginning) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const line = lines.find((each) => each.startsWith(beginning));
          if (line === undefined && !ended) return;
          waiting.delete(look);
          if (line !== undefined) resolve(line);
          else reject(new Error(`${command} ended without '${beginning}': ${lines.join(" | ")}`));
        };
        waiting.add(look);
        look();
      }),
  };
}

/** Opens the clock of a process that must allow it. */
export async function opened(pid: number, options?: ProcessClockOptions): Promise<ProcessClock> {
  const clock = await openProcessClock(pid, options);
  if ("refused" in clock) throw new Error(clock.refused);
  onTestFinished(() => clock.close());
  return clock;
}
