import { randomBytes, randomInt, randomUUID } from "node:crypto";

/**
 * Time and randomness of the machine, for a server or Lambda in its own process. Deployable code takes them from
 * nowhere else; in a world they are the world's.
 */
export const processClock = {
  /** Milliseconds since the epoch. */
  now: (): number => Date.now(),

  /** Waits without keeping the process alive. */
  sleep: (ms: number): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, ms).unref();
    }),

  /** Calls back once, unless cancelled. */
  timer(ms: number, callback: () => void): { cancel(): void } {
    const timeout = setTimeout(callback, ms);
    return { cancel: () => clearTimeout(timeout) };
  },
} as const;

/** An integer from 0 up to, and without, `exclusiveMax`. */
export function processRandom(exclusiveMax: number): number {
  return randomInt(exclusiveMax);
}

export const processIds = {
  uuid: (): string => randomUUID(),
  /** Lower-case digits, an even number of them. */
  hex: (digits: number): string => randomBytes(digits / 2).toString("hex"),
} as const;
