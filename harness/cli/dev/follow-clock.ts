import { AdjustableClock, type AdjustableTimer } from "../../clock/adjustable-clock.ts";
import { machineTime } from "../../clock/machine-time.ts";
import { CLOCK_FILE_VARIABLE, readClockFile } from "./clock-file.ts";

// Loaded by `--import` in front of the program of a process that `npm run dev --clock virtual` has started: from then
// on `Date` and the global timers follow the run's clock. What the platform itself times (sockets, `node:timers`) stays
// the machine's.

type Callback = (...parameters: unknown[]) => void;

/** Stands for NodeJS.Timeout. */
class FollowingTimeout {
  #timer: AdjustableTimer;
  #isReferenced = true;
  readonly #arm: () => AdjustableTimer;

  constructor(arm: () => AdjustableTimer) {
    this.#arm = arm;
    this.#timer = arm();
  }

  cancel(): void {
    this.#timer.cancel();
  }

  refresh(): this {
    this.#timer.cancel();
    this.#timer = this.#arm();
    this.#timer.background(!this.#isReferenced);
    return this;
  }

  ref(): this {
    return this.#reference(true);
  }

  unref(): this {
    return this.#reference(false);
  }

  hasRef(): boolean {
    return this.#isReferenced;
  }

  close(): this {
    this.cancel();
    return this;
  }

  [Symbol.dispose](): void {
    this.cancel();
  }

  #reference(wanted: boolean): this {
    this.#isReferenced = wanted;
    this.#timer.background(!wanted);
    return this;
  }
}

function followClock(path: string): void {
  const aheadMs = readClockFile(path);
  const clock = new AdjustableClock();
  const catchUp = (): Promise<void> => clock.advance(Math.max(0, aheadMs() - clock.aheadMs));
  // Before anything else: until there is a handler, the signal would end the process.
  process.on("SIGUSR2", () => void catchUp());
  void catchUp();
  replaceDate(() => machineTime.now() + aheadMs());
  replaceTimers(clock);
}

function replaceDate(now: () => number): void {
  const NativeDate = Date;
  globalThis.Date = new Proxy(NativeDate, {
    construct: (target, parameters, newTarget) =>
      Reflect.construct(target, parameters.length === 0 ? [now()] : parameters, newTarget) as object,
    apply: () => new NativeDate(now()).toString(),
    get: (target, key, receiver) => (key === "now" ? now : (Reflect.get(target, key, receiver) as unknown)),
  });
}

function replaceTimers(clock: AdjustableClock): void {
  const { clearTimeout: nativeClear } = globalThis;
  const delay = (ms: number | undefined): number => Math.max(1, ms ?? 1);
  const timeout = (callback: Callback, ms?: number, ...parameters: unknown[]) =>
    new FollowingTimeout(() => clock.timer("setTimeout", delay(ms), () => callback(...parameters)));
  const interval = (callback: Callback, ms?: number, ...parameters: unknown[]) => {
    const repeating: FollowingTimeout = new FollowingTimeout(() =>
      clock.timer("setInterval", delay(ms), () => {
        repeating.refresh();
        callback(...parameters);
      }),
    );
    return repeating;
  };
  const clear = (handle: unknown): void => {
    if (handle instanceof FollowingTimeout) handle.cancel();
    else nativeClear(handle as NodeJS.Timeout);
  };
  Object.assign(globalThis, {
    setTimeout: timeout,
    setInterval: interval,
    clearTimeout: clear,
    clearInterval: clear,
  });
}

const path = process.env[CLOCK_FILE_VARIABLE];
if (path !== undefined) followClock(path);
