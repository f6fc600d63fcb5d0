import type { ChildProcess } from "node:child_process";
import { machineTime } from "../../../clock/machine-time.ts";
import { GroupWork, type Worked } from "../../../clock/process/group-work.ts";
import { type Launch, launch } from "../../../support/guarded-launch.ts";
import { OutputLines } from "./output-lines.ts";
import { RuntimeApi, type RuntimeInvocation } from "./runtime-api.ts";
import type { SandboxClock } from "./sandbox-clock.ts";
import { type SandboxEvent, SandboxEvents } from "./sandbox-event.ts";

/** A program that was faster than its clock is started again, as long as that may be the machine's being busy. */
const STARTS = 5;

/**
 * One process of a function with its Runtime API: serves one invocation at a time, stays for the next one. It does not keep
 * this process alive while it is idle, and ends with it at the latest.
 */
export class Sandbox {
  readonly #process: ChildProcess;
  readonly #api: RuntimeApi;
  readonly #events: SandboxEvents;
  readonly #output: OutputLines;
  readonly #clock: SandboxClock | undefined;
  #ended = false;
  #work: GroupWork | undefined;

  private constructor(
    process: ChildProcess,
    api: RuntimeApi,
    events: SandboxEvents,
    output: OutputLines,
    clock: SandboxClock | undefined,
  ) {
    this.#clock = clock;
    this.#process = process;
    this.#api = api;
    this.#events = events;
    this.#output = output;
  }

  /**
   * `launchAt` is told the Runtime API's address; `newClock` makes what gives a process its time. Resolves when the process has been started,
   * not when it is ready.
   */
  static async start(
    launchAt: (address: string) => Launch,
    newClock: () => SandboxClock | undefined = () => undefined,
  ): Promise<Sandbox> {
    for (let attempt = 1; ; attempt++) {
      const clock = newClock();
      const sandbox = await Sandbox.#launch(launchAt, clock);
      const { pid } = sandbox.#process;
      if (clock === undefined || pid === undefined) return sandbox;
      if (await clock.holdStart(pid, { mayFail: attempt < STARTS })) return sandbox;
      sandbox.kill();
    }
  }

  static async #launch(launchAt: (address: string) => Launch, clock: SandboxClock | undefined): Promise<Sandbox> {
    const events = new SandboxEvents();
    const output = new OutputLines();
    const api = await RuntimeApi.start(events);
    const process = launch({ ...launchAt(api.address), held: clock !== undefined });
    const sandbox = new Sandbox(process, api, events, output, clock);
    for (const stream of [process.stdout, process.stderr]) if (stream) output.watch(stream);
    // The guard may be gone first.
    process.stdin?.on("error", () => {});
    process.once("error", (error) => sandbox.#end(`could not be started: ${error.message}`));
    process.once("exit", (code, signal) => {
      sandbox.#end(signal ? `signal: ${signal === "SIGKILL" ? "killed" : signal}` : `exit status ${code ?? 1}`);
    });
    return sandbox;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** What it, and what it has started, has done since the last call; absent where the system does not tell. */
  worked(): Worked | "waited" | undefined {
    if (this.#process.pid === undefined) return undefined;
    this.#work ??= new GroupWork(this.#process.pid);
    return this.#work.worked();
  }

  /** What the process does next. After `exited` nothing comes. */
  nextEvent(): Promise<SandboxEvent> {
    return this.#events.next();
  }

  /** Gives the processes that ask for invocations the world's time. Why they keep the machine's, in a sentence. */
  async followTime(): Promise<string | undefined> {
    if (this.#process.pid !== undefined) await this.#clock?.follow(this.#process.pid, this.#api.port);
    return this.#clock?.refused;
  }

  /** Whether its clock says what the world's says. */
  get hasWorldTime(): boolean {
    return this.#clock?.isFollowed ?? false;
  }

  /** Tells it what time it is in the world; `wake`: its timers notice at once. */
  async tellTime(options?: { wake?: boolean }): Promise<void> {
    await this.#clock?.tellTime(options);
  }

  letTimeRun(): void {
    this.#clock?.letRun();
  }

  /** Milliseconds until its next own timer, when it waits for nothing else; absent when nobody knows. */
  nextTimerMs(): number | undefined {
    return this.#api.isTransferring ? undefined : this.#clock?.nextTimerMs();
  }

  invoke(invocation: RuntimeInvocation): void {
    this.#api.offer(invocation);
  }

  /**
   * Lines written since the last call. What was written before an answer has arrived by now, but is perhaps not yet read:
   * that takes a turn of the event loop.
   */
  async takeLines(): Promise<readonly string[]> {
    for (let turn = 0; turn < 2; turn++) await new Promise<void>((resolve) => machineTime.setImmediate(resolve));
    return this.#output.take();
  }

  /** Ends the process and all that it started, at once. */
  kill(): void {
    this.#process.stdin?.destroy();
    if (this.#ended || this.#process.pid === undefined) return;
    try {
      process.kill(-this.#process.pid, "SIGKILL");
    } catch (error) {
      // Gone in this very moment.
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }

  /** Whether this process waits for that one. */
  keepAlive(wanted: boolean): void {
    for (const part of [this.#process, ...this.#process.stdio]) {
      if (part && "ref" in part && "unref" in part)
        (part as { ref(): void; unref(): void })[wanted ? "ref" : "unref"]();
    }
  }

  #end(how: string): void {
    if (this.#ended) return;
    this.#ended = true;
    // The guard ends with its pipe, and whatever else the process has left behind with the guard.
    this.#process.stdin?.destroy();
    this.#api.close();
    this.#clock?.close();
    this.#events.push({ kind: "exited", how });
  }
}
