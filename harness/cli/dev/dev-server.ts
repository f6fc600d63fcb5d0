import { machineTime, waitOnMachine } from "../../clock/machine-time.ts";
import { type ChildEnd, type OnLine, type RunningChild, startChild } from "./child-program.ts";
import type { ServerProgram } from "./server-program.ts";

/** Real milliseconds between two looks at a server that does not say when it is up. */
const ASKED_EVERY_MS = 50;
/** After which it is said that it is still waited for. */
const PATIENCE_MS = 15_000;

/** What `DevServer` tells of. */
export interface ServerReports {
  /** Each line that the server writes. */
  readonly line: OnLine;
  /** It ended, and nobody had asked it to. */
  readonly died: (end: ChildEnd) => void;
  /** Its clock cannot be the run's, with the reason in one sentence. */
  readonly keepsMachineTime: (reason: string) => void;
  /** It runs, and after these milliseconds still takes no requests. */
  readonly slow: (afterMs: number) => void;
}

/** The one server of a run: at most one process at a time. */
export class DevServer {
  readonly #program: ServerProgram;
  readonly #reports: ServerReports;
  #running: RunningChild | undefined;
  #isReady = false;
  /** Signals that came while it was starting. */
  #waiting = new Set<NodeJS.Signals>();
  #stopped = false;

  constructor(program: ServerProgram, reports: ServerReports) {
    this.#program = program;
    this.#reports = reports;
  }

  /**
   * Starts the server, in place of the one that runs. Resolves when it takes requests, with `undefined`, or has ended
   * instead, with how.
   */
  async restart(): Promise<ChildEnd | undefined> {
    await this.#stopRunning();
    if (this.#stopped) return undefined;
    const { promise: ready, resolve } = Promise.withResolvers<undefined>();
    const { isUp, time } = this.#program;
    const handOn = (line: string, isError: boolean): void => {
      this.#reports.line(line, isError);
      if (this.#program.isReady(line)) resolve(undefined);
    };
    const running = startChild(this.#program, handOn, { held: time !== undefined });
    this.#running = running;
    if (running.pid !== undefined) await time?.clocks.holdStart(running.pid);
    if (isUp) void this.#ask(running, isUp, () => resolve(undefined));
    const outcome = await Promise.race([ready, running.ended]);
    if (outcome) {
      this.#running = undefined;
      return outcome;
    }
    if (time && running.pid !== undefined) {
      const refused = await time.clocks.follow(running.pid, time.port);
      if (refused !== undefined) this.#reports.keepsMachineTime(refused);
    }
    this.#isReady = true;
    for (const signal of this.#waiting) running.signal(signal);
    this.#waiting.clear();
    void running.ended.then((end) => {
      if (this.#running !== running) return;
      this.#running = undefined;
      this.#isReady = false;
      this.#reports.died(end);
    });
    return undefined;
  }

  /** Asks again and again, until it is up or another one runs. */
  async #ask(running: RunningChild, isUp: () => Promise<boolean>, up: () => void): Promise<void> {
    const longAgo = machineTime.monotonicMs() + PATIENCE_MS;
    let told = false;
    while (this.#running === running) {
      if (await isUp()) return up();
      if (!told && machineTime.monotonicMs() > longAgo) {
        told = true;
        this.#reports.slow(PATIENCE_MS);
      }
      await waitOnMachine(ASKED_EVERY_MS);
    }
  }

  /** Sends a signal, at the earliest when the server is ready: a process that has no handler yet is ended by it. */
  signal(signal: NodeJS.Signals): void {
    if (this.#isReady) this.#running?.signal(signal);
    else this.#waiting.add(signal);
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#stopRunning();
  }

  async #stopRunning(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    this.#isReady = false;
    await running?.stop();
  }
}

/** `with status 1`, `by SIGKILL`. */
export function howItEnded({ code, signal }: ChildEnd): string {
  return signal === null ? `with status ${code}` : `by ${signal}`;
}
