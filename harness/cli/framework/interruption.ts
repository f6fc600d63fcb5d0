import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const WATCHED: ReadonlySet<string | symbol> = new Set([...SIGNALS, "uncaughtException", "unhandledRejection"]);

/** A signal asked the command to end. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly exitCode: number;

  constructor(signal: (typeof SIGNALS)[number]) {
    super(signal);
    this.exitCode = 128 + constants.signals[signal];
  }
}

export interface InterruptionWatch extends Disposable {
  /** Rejects with Interrupted at a signal, or with an error that nobody caught; otherwise stays open. */
  readonly interrupted: Promise<never>;
}

/**
 * Watches until it is disposed of, and removes listeners that others add meanwhile: Vitest's own end the process a
 * millisecond after a signal, before anything can be cleaned up. A second signal of the same kind ends the process at
 * once.
 */
export function watchForInterruption(): InterruptionWatch {
  const { promise: interrupted, reject } = Promise.withResolvers<never>();
  // A racing caller handles the rejection; after the command has ended nobody does.
  interrupted.catch(() => {});
  const onSignal = new Map(SIGNALS.map((signal) => [signal, () => reject(new Interrupted(signal))]));
  const onError = (error: unknown): void => reject(error);
  const onNewListener = (event: string | symbol, listener: () => void): void => {
    if (!WATCHED.has(event)) return;
    // `newListener` is emitted before the listener is added.
    queueMicrotask(() => process.off(event, listener));
  };
  for (const [signal, listener] of onSignal) process.once(signal, listener);
  process.on("uncaughtException", onError);
  process.on("unhandledRejection", onError);
  process.on("newListener", onNewListener);
  return {
    interrupted,
    [Symbol.dispose]() {
      process.off("newListener", onNewListener);
      for (const [signal, listener] of onSignal) process.off(signal, listener);
      process.off("uncaughtException", onError);
      process.off("unhandledRejection", onError);
    },
  };
}
