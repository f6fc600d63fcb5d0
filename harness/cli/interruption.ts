import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

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
  /** Other listeners (Vitest's) end the process a millisecond after a signal, before anything can be tidied up. */
  silenceOthers(): void;
}

/** A second signal of the same kind ends the process at once, as it would have without us. */
export function watchForInterruption(): InterruptionWatch {
  const { promise: interrupted, reject } = Promise.withResolvers<never>();
  // Whoever races against it handles it; a command that has ended already does not.
  interrupted.catch(() => {});
  const onSignal = new Map(SIGNALS.map((signal) => [signal, () => reject(new Interrupted(signal))]));
  const onError = (error: unknown): void => reject(error);
  for (const [signal, listener] of onSignal) process.once(signal, listener);
  process.on("uncaughtException", onError);
  process.on("unhandledRejection", onError);
  return {
    interrupted,
    silenceOthers() {
      for (const [signal, ours] of onSignal) keepOnly(signal, ours);
      keepOnly("unhandledRejection", onError);
    },
    [Symbol.dispose]() {
      for (const [signal, listener] of onSignal) process.off(signal, listener);
      process.off("uncaughtException", onError);
      process.off("unhandledRejection", onError);
    },
  };
}

function keepOnly(event: NodeJS.Signals | "unhandledRejection", ours: (...parameters: never[]) => void): void {
  for (const listener of process.rawListeners(event)) {
    const original = "listener" in listener ? listener.listener : listener;
    if (original !== ours) process.off(event, listener as () => void);
  }
}
