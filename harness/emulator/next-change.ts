import type { Clock } from "../clock/clock.ts";

/** Calls back when what is watched changes; the returned function withdraws. */
interface Watched {
  readonly name: string;
  watch(listener: () => void): () => void;
}

/**
 * Resolves when something changes, or after `withinMs`: what a long poll waits for. Its timer is a background one: who
 * waits keeps the world alive, if he wants it alive.
 */
export function nextChange(watched: Watched, what: string, withinMs: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      leave();
      timer.cancel();
      resolve();
    };
    const leave = watched.watch(wake);
    const timer = clock.timer(`${watched.name}: wait for ${what}`, withinMs, wake, { background: true });
  });
}
