/**
 * Time as every part of a world sees it: one object tells the time and schedules, so that nothing can read one clock
 * and wait on another. `VirtualClock` jumps from due time to due time; `RealClock` waits for real.
 */
export interface Clock {
  readonly kind: "virtual" | "real";

  /** Milliseconds since the Unix epoch. */
  now(): number;

  /**
   * Resolves `ms` later. `label` names the wait in traces and deadlock messages. A `background` sleep (a worker between
   * two rounds) does not keep the world alive.
   */
  sleep(ms: number, label: string, options?: { background?: boolean }): Promise<void>;

  /** Calls `callback` once, `ms` later, unless cancelled. A `background` timer does not keep the world alive. */
  timer(label: string, ms: number, callback: () => void, options?: { background?: boolean }): Timer;

  /**
   * Real work that starts now, in parallel with all other work, and whose outcome is *delivered* at `now + latencyMs`,
   * however long it really takes. `work` must be real work only: a modelled call inside it is refused (LeafError).
   * Works with the same `chain` run one at a time in the order of issue; use one chain per external stateful thing.
   */
  run<T>(label: string, latencyMs: number, work: () => T | Promise<T>, options?: { chain?: string }): Promise<T>;

  /**
   * Starts a named activity beside the current one. The world ends when all activities have ended; `background` ones (a
   * worker's endless loop) are then abandoned.
   */
  spawn<T>(name: string, activity: () => Promise<T>, options?: { background?: boolean }): Promise<T>;

  /**
   * Waits until no other foreground activity and no foreground timer is left. Activities that wait for somebody outside
   * are left waiting.
   */
  settle(): Promise<void>;

  /**
   * Says that the current activity waits for somebody outside, perhaps for ever: a person who approves, a worker that
   * polls. Until the returned function is called, a standstill does not count as a deadlock.
   */
  expectOutside(label: string): () => void;
}

export interface Timer {
  cancel(): void;
}
