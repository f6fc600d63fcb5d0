import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import timersPromises from "node:timers/promises";
import { promisify } from "node:util";
import { installAsyncHolds } from "./async-holds.ts";
import type { Timer } from "./clock.ts";
import { machineTime } from "./machine-time.ts";
import { virtualContext } from "./world-context.ts";

let installed = false;

/**
 * Makes time and chance virtual for unmodified code (SDK clients, libraries) inside worlds: `Date`, timers,
 * `performance.now`, `Math.random` and the random functions of `node:crypto`. Outside worlds, and inside the real work
 * of a modelled operation, everything stays native. Process-wide and idempotent.
 */
export function installWorldGlobals(): void {
  if (installed) return;
  installed = true;
  installAsyncHolds();
  replaceDate();
  replaceTimers();
  replaceRandom();
  syncBuiltinESMExports();
}

function replaceDate(): void {
  const NativeDate = Date;
  const now = (): number => virtualContext()?.clock.now() ?? machineTime.now();
  globalThis.Date = new Proxy(NativeDate, {
    construct(target, parameters, newTarget) {
      const context = parameters.length === 0 ? virtualContext() : undefined;
      return Reflect.construct(target, context ? [context.clock.now()] : parameters, newTarget) as object;
    },
    apply: () => new NativeDate(now()).toString(),
    get: (target, key, receiver) => (key === "now" ? now : (Reflect.get(target, key, receiver) as unknown)),
  });
  const nativePerformanceNow = machineTime.monotonicMs;
  performance.now = () => virtualContext()?.clock.elapsedMs ?? nativePerformanceNow();
}

/** Stands for NodeJS.Timeout inside a world. */
class VirtualTimeout {
  #timer: Timer;
  readonly #arm: () => Timer;

  constructor(arm: () => Timer) {
    this.#arm = arm;
    this.#timer = arm();
  }

  cancel(): void {
    this.#timer.cancel();
  }

  refresh(): this {
    this.#timer.cancel();
    this.#timer = this.#arm();
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  [Symbol.toPrimitive](): number {
    return 0;
  }

  [Symbol.dispose](): void {
    this.cancel();
  }
}

type RandomBytes = Buffer<ArrayBuffer>;
type Callback = (...parameters: unknown[]) => void;

function replaceTimers(): void {
  const native = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    setInterval: globalThis.setInterval,
    clearInterval: globalThis.clearInterval,
    sleep: timersPromises.setTimeout,
  };
  const timeout = (callback: Callback, ms = 1, ...parameters: unknown[]): unknown => {
    const clock = virtualContext()?.clock;
    if (!clock) return native.setTimeout(callback, ms, ...parameters);
    return new VirtualTimeout(() => clock.timer("setTimeout", Math.max(1, ms), () => callback(...parameters)));
  };
  const interval = (callback: Callback, ms = 1, ...parameters: unknown[]): unknown => {
    const clock = virtualContext()?.clock;
    if (!clock) return native.setInterval(callback, ms, ...parameters);
    const repeating: VirtualTimeout = new VirtualTimeout(() =>
      clock.timer(
        "setInterval",
        Math.max(1, ms),
        () => {
          repeating.refresh();
          callback(...parameters);
        },
        { background: true },
      ),
    );
    return repeating;
  };
  const clear = (nativeClear: (handle: NodeJS.Timeout) => void) => (handle: unknown) => {
    if (handle instanceof VirtualTimeout) handle.cancel();
    else nativeClear(handle as NodeJS.Timeout);
  };
  const replaced = {
    setTimeout: Object.defineProperty(timeout, promisify.custom, { get: () => timersPromises.setTimeout }),
    clearTimeout: clear(native.clearTimeout),
    setInterval: interval,
    clearInterval: clear(native.clearInterval),
  };
  Object.assign(globalThis, replaced);
  Object.assign(timers, replaced);
  timersPromises.setTimeout = ((ms: number | undefined, value: unknown, options: object) => {
    const clock = virtualContext()?.clock;
    return clock
      ? clock.sleep(ms ?? 1, "timers/promises.setTimeout").then(() => value)
      : native.sleep(ms, value, options);
  }) as typeof timersPromises.setTimeout;
}

function replaceRandom(): void {
  const random = () => virtualContext()?.clock.globalRandom;
  const native = {
    random: Math.random,
    randomUUID: crypto.randomUUID,
    randomBytes: crypto.randomBytes,
    randomFillSync: crypto.randomFillSync,
    webUUID: globalThis.crypto.randomUUID.bind(globalThis.crypto),
    webValues: globalThis.crypto.getRandomValues.bind(globalThis.crypto),
  };
  Math.random = () => random()?.next() ?? native.random();
  crypto.randomUUID = ((options?: crypto.RandomUUIDOptions) =>
    random()?.uuid() ?? native.randomUUID(options)) as typeof crypto.randomUUID;
  crypto.randomBytes = ((size: number, callback?: (error: Error | null, bytes: RandomBytes) => void) => {
    const stream = random();
    if (!stream) return callback ? native.randomBytes(size, callback) : native.randomBytes(size);
    if (!callback) return stream.bytes(size);
    queueMicrotask(() => callback(null, stream.bytes(size) as RandomBytes));
    return undefined;
  }) as typeof crypto.randomBytes;
  crypto.randomFillSync = ((target: NodeJS.ArrayBufferView, offset?: number, size?: number) => {
    const stream = random();
    if (!stream) return native.randomFillSync(target, offset, size);
    fill(target, stream.bytes(size ?? target.byteLength - (offset ?? 0)), offset ?? 0);
    return target;
  }) as typeof crypto.randomFillSync;
  globalThis.crypto.randomUUID = () => (random()?.uuid() as ReturnType<typeof native.webUUID>) ?? native.webUUID();
  globalThis.crypto.getRandomValues = ((target: NodeJS.TypedArray) => {
    const stream = random();
    if (!stream) return native.webValues(target as Uint8Array<ArrayBuffer>);
    fill(target, stream.bytes(target.byteLength), 0);
    return target;
  }) as typeof globalThis.crypto.getRandomValues;
}

function fill(target: NodeJS.ArrayBufferView, bytes: Buffer, offset: number): void {
  new Uint8Array(target.buffer, target.byteOffset, target.byteLength).set(bytes, offset);
}
