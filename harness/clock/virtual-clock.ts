import { Activities } from "./activities.ts";
import type { Timer } from "./clock.ts";
import { DeadlockError, LeafError, OutsideWorldError, StrayError } from "./errors.ts";
import { EventQueue, type QueueEntry } from "./event-queue.ts";
import { machineTime, waitOnMachine } from "./machine-time.ts";
import type { Pace } from "./pace.ts";
import type { RandomStream } from "./random-streams.ts";
import { withinLimit } from "./within-limit.ts";
import { currentContext, inContext, type WorldClock, type WorldContext } from "./world-context.ts";

/** Real milliseconds to wait for unknown asynchronous work before a deadlock is declared. */
const DEADLOCK_GRACE_MS = 200;
/** Likewise in a world with processes, which keep the machine busy. */
const PACED_GRACE_MS = 2_000;
/** Real milliseconds after which real work that never settles is named as the cause of the standstill. */
const HOLD_LIMIT_MS = 30_000;
/** After this many background deliveries in a row and nothing else, a waiting activity will never wake. */
const BACKGROUND_LIMIT = 10_000;

/**
 * Parallel discrete-event simulation: one queue of (due time, sequence) per world. Real work runs in parallel; its
 * outcome is delivered at its modelled time, so the order never depends on how fast the machine is.
 */
export class VirtualClock implements WorldClock {
  readonly kind = "virtual";
  readonly name: string;
  /** Stream that `Math.random` and the random functions of `node:crypto` draw from inside this world. */
  readonly globalRandom: RandomStream | undefined;
  /** Deliveries so far. */
  deliveries = 0;
  /** Real milliseconds that the clock has spent waiting for real work. */
  stalledMs = 0;

  readonly #epochMs: number;
  readonly #pace: Pace | undefined;
  #elapsedMs = 0;
  #sequence = 0;
  #open = true;
  #failure: Error | undefined;
  readonly #queue = new EventQueue();
  readonly #activities = new Activities();
  readonly #chains = new Map<string, Promise<unknown>>();
  readonly #holds = new Map<number, string>();
  #holdId = 0;
  #wakeFromHold: (() => void) | undefined;
  #settlers: (() => void)[] = [];
  #arrivals: (() => void)[] = [];
  #wakeServing: (() => void) | undefined;

  /** `pace`: says when time goes on, in a world with processes of its own. */
  constructor(options: { name: string; epochMs: number; globalRandom?: RandomStream; pace?: Pace }) {
    this.name = options.name;
    this.#epochMs = options.epochMs;
    this.#pace = options.pace;
    this.globalRandom = options.globalRandom;
  }

  now(): number {
    return this.#epochMs + this.#elapsedMs;
  }

  /** Virtual milliseconds since the world began. */
  get elapsedMs(): number {
    return this.#elapsedMs;
  }

  sleep(ms: number, label: string, options: { background?: boolean } = {}): Promise<void> {
    const context = this.#enter(label);
    return new Promise((resolve) => {
      this.#schedule(label, ms, context, resolve, options.background === true);
    });
  }

  timer(label: string, ms: number, callback: () => void, options: { background?: boolean } = {}): Timer {
    const context = this.#enter(label);
    const entry = this.#schedule(label, ms, context, () => inContext(context, callback), options.background === true);
    return { cancel: () => this.#queue.cancel(entry) };
  }

  run<T>(label: string, latencyMs: number, work: () => T | Promise<T>, options: { chain?: string } = {}): Promise<T> {
    const context = this.#enter(label);
    return new Promise<T>((resolve, reject) => {
      let settle = (): void => reject(new Error(`${label}: delivered before its work was finished`));
      const entry = this.#schedule(label, latencyMs, context, () => settle(), false);
      const leaf: WorldContext = { ...context, leaf: true };
      const perform = async (): Promise<T> => inContext(leaf, work);
      const before = options.chain === undefined ? undefined : this.#chains.get(options.chain);
      const outcome = before ? before.then(perform) : perform();
      entry.work = outcome.then(
        (value) => {
          settle = () => resolve(value);
          entry.finished = true;
        },
        (error: unknown) => {
          settle = () => reject(error);
          entry.finished = true;
        },
      );
      if (options.chain !== undefined) this.#chains.set(options.chain, entry.work);
    });
  }

  spawn<T>(name: string, activity: () => Promise<T>, options: { background?: boolean } = {}): Promise<T> {
    const unique = this.#activities.has(name) ? `${name} #${++this.#sequence}` : name;
    this.#activities.begin(unique, options.background === true, currentContext()?.activity);
    const context: WorldContext = { clock: this, activity: unique, leaf: false };
    const outcome = inContext(context, async () => {
      try {
        return await activity();
      } finally {
        this.#activities.end(unique);
      }
    });
    // Nobody awaits a worker's endless loop, so its failure fails the world.
    if (options.background) outcome.catch((error: unknown) => this.#fail(error));
    return outcome;
  }

  /** Waits until only this activity, background activities and background timers are left. */
  settle(): Promise<void> {
    const settled = this.#activities.settles(this.#enter("settle").activity);
    return new Promise((resolve) => {
      this.#settlers.push(() => {
        settled();
        resolve();
      });
    });
  }

  expectOutside(label: string): () => void {
    return this.#activities.expectsOutside(this.#enter(label).activity, label);
  }

  /** Labels of the current waits for somebody outside. */
  get expectedOutside(): readonly string[] {
    return this.#activities.expectedOutside;
  }

  /** Makes the clock wait for real asynchronous work that is not modelled; returns the release. */
  hold(label: string): () => void {
    const id = ++this.#holdId;
    this.#holds.set(id, label);
    return () => {
      if (this.#holds.delete(id) && this.#holds.size === 0) this.#wakeFromHold?.();
    };
  }

  /** Runs `main` as the first activity and delivers until it and all foreground activities have ended. */
  async drive<T>(main: () => Promise<T>, name = "main"): Promise<T> {
    let outcome: { value: T } | { error: unknown } | undefined;
    this.spawn(name, main).then(
      (value) => {
        outcome = { value };
      },
      (error: unknown) => {
        outcome = { error };
      },
    );
    await this.#deliverUntil(() => outcome !== undefined && ("error" in outcome || this.#hasEnded()));
    if (outcome === undefined) throw new Error(`${this.name}: ended before its main activity`);
    if ("error" in outcome) throw outcome.error;
    return outcome.value;
  }

  /**
   * Delivers for ever on behalf of outside clients: whenever all is idle the clock jumps to the next due time, and with
   * none it waits for `enter`. Ends when `stop` settles. What would fail a world is told to `report`, and the clock goes on:
   * one client's request must not end what all others have.
   */
  async serve(stop: Promise<void>, report: (failure: unknown) => void): Promise<void> {
    let stopped = false;
    void stop.then(() => {
      stopped = true;
      this.#wakeServing?.();
    });
    while (!stopped) {
      try {
        await this.#serveOnce(() => stopped);
      } catch (failure) {
        this.#failure = undefined;
        report(failure);
      }
    }
  }

  async #serveOnce(stopped: () => boolean): Promise<void> {
    await this.#becomeIdle();
    this.#throwFailure();
    if (stopped()) return;
    if (this.#letIn()) return;
    const next = this.#queue.foreground > 0 || this.#activities.active > 0 ? this.#queue.peek() : undefined;
    if (next) return this.#deliver(next);
    await new Promise<void>((resolve) => {
      this.#wakeServing = resolve;
    });
    this.#wakeServing = undefined;
  }

  /** Runs a call from outside (a socket) in a world that is served or has a pace, as an activity of its own. */
  enter<T>(name: string, activity: () => Promise<T>, options: { background?: boolean } = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#arrives(() => void this.spawn(name, activity, options).then(resolve, reject));
    });
  }

  /**
   * Real work that waits for somebody outside who may ask the world for something meanwhile (`enter`), in a world with a pace: the
   * clock does not wait for it by itself. The outcome reaches the caller when nothing in the world goes on.
   */
  askOutside<T>(label: string, work: () => Promise<T>): Promise<T> {
    const context = this.#enter(label);
    this.#activities.noteWait(context.activity, `'${label}'`);
    return new Promise((resolve, reject) => {
      inContext({ ...context, leaf: true }, async () => work()).then(
        (value) => this.#arrives(() => resolve(value)),
        (error: unknown) => this.#arrives(() => reject(error)),
      );
    });
  }

  /** It may arrive while the clock is closed; it takes effect at the next moment when the world is idle. */
  #arrives(effect: () => void): void {
    this.#arrivals.push(effect);
    this.#wakeServing?.();
    this.#pace?.arrived();
  }

  #letIn(): boolean {
    const arrivals = this.#arrivals.splice(0);
    if (arrivals.length > 0 && this.#pace) this.#goOnTo(this.#pace.instant(this.now()));
    for (const arrive of arrivals) arrive();
    return arrivals.length > 0;
  }

  #goOnTo(nowMs: number): void {
    this.#elapsedMs = Math.max(this.#elapsedMs, nowMs - this.#epochMs);
  }

  async #deliverUntil(finished: () => boolean): Promise<void> {
    let backgroundInARow = 0;
    for (;;) {
      await this.#becomeIdle();
      this.#throwFailure();
      if (this.#letIn()) continue;
      if (finished()) return;
      if (this.#pace && !(await this.#isPaced(this.#pace))) continue;
      if (this.#releaseSettlers()) continue;
      const next = this.#queue.peek();
      if (!next) {
        if (await this.#wokeInGrace(finished)) continue;
        throw new DeadlockError(this.#describeDeadlock("nothing runnable, no timers"));
      }
      backgroundInARow = next.background && this.#queue.foreground === 0 ? backgroundInARow + 1 : 0;
      if (backgroundInARow > BACKGROUND_LIMIT) {
        throw new DeadlockError(this.#describeDeadlock("only background timers are left"));
      }
      await this.#deliver(next);
    }
  }

  /** Lets time go on as far as the pace allows; true when what is due by now can happen. */
  async #isPaced(pace: Pace): Promise<boolean> {
    // A world that settles needs quiet and not the next background timer.
    const next = this.#canSettle() ? undefined : this.#queue.peek();
    const turn = await pace.goOn(this.now(), next && this.#epochMs + next.due);
    if (turn) this.#goOnTo(turn.nowMs);
    return turn?.kind === "ready";
  }

  async #deliver(next: QueueEntry): Promise<void> {
    if (next.work && !next.finished) {
      this.#open = false;
      const from = machineTime.monotonicMs();
      try {
        await this.#within(HOLD_LIMIT_MS, next.work, () => `the work of '${next.label}' (${next.activity})`);
      } finally {
        this.#open = true;
      }
      this.stalledMs += machineTime.monotonicMs() - from;
      this.#throwFailure();
    }
    this.#queue.pop();
    // With a pace it may be late: the processes were ahead.
    this.#elapsedMs = Math.max(this.#elapsedMs, next.due);
    this.deliveries++;
    this.#activities.noteWait(next.activity, `something after '${next.label}'`);
    next.deliver();
  }

  /**
   * One turn of the event loop drains all microtasks and ticks; real one-shot work holds the world until it is back.
   */
  async #becomeIdle(): Promise<void> {
    for (;;) {
      await new Promise<void>((resolve) => machineTime.setImmediate(resolve));
      if (this.#holds.size === 0) return;
      const from = machineTime.monotonicMs();
      const released = new Promise<void>((resolve) => {
        this.#wakeFromHold = resolve;
      });
      await this.#within(HOLD_LIMIT_MS, released, () => `real work: ${[...new Set(this.#holds.values())].join(", ")}`);
      this.#wakeFromHold = undefined;
      this.stalledMs += machineTime.monotonicMs() - from;
    }
  }

  /** No activity is left, except those that wait for somebody outside. */
  #hasEnded(): boolean {
    if (this.#activities.foreground === 0) return true;
    return this.#activities.active === 0 && this.#queue.foreground === 0 && this.#settlers.length === 0;
  }

  #canSettle(): boolean {
    return this.#settlers.length > 0 && this.#queue.foreground === 0 && this.#activities.active === 0;
  }

  #releaseSettlers(): boolean {
    if (!this.#canSettle()) return false;
    const settlers = this.#settlers;
    this.#settlers = [];
    for (const settle of settlers) settle();
    return true;
  }

  /**
   * Gives asynchronous work that no hook sees some time, so that it is reported as a StrayError and not as a deadlock. With a pace
   * the order of things is that of real time anyway, so it may go on.
   */
  async #wokeInGrace(finished: () => boolean): Promise<boolean> {
    this.#open = this.#pace !== undefined;
    const graceMs = this.#pace ? PACED_GRACE_MS : DEADLOCK_GRACE_MS;
    try {
      for (let waitedMs = 0; waitedMs < graceMs; waitedMs += 10) {
        await waitOnMachine(10);
        if (this.#failure || finished() || this.#queue.peek() || this.#holds.size > 0) return true;
        if (this.#arrivals.length > 0) return true;
      }
      return false;
    } finally {
      this.#open = true;
    }
  }

  #within(limitMs: number, work: Promise<void>, what: () => string): Promise<void> {
    const words = () => `${this.name} stands still at ${this.#instant()}: ${what()} has not finished`;
    return withinLimit(limitMs, work, words);
  }

  #enter(label: string): WorldContext {
    const context = currentContext();
    if (context?.clock !== this) {
      throw new OutsideWorldError(`'${label}' was called outside the world ${this.name}`);
    }
    if (context.leaf) {
      throw new LeafError(`'${label}' is a modelled call inside the real work of another (in ${context.activity})`);
    }
    if (!this.#open) {
      this.#fail(
        new StrayError(
          `'${label}' was issued by ${context.activity} at ${this.#instant()} while the clock was closed: ` +
            "asynchronous work that is not modelled woke it",
        ),
      );
    }
    return context;
  }

  #schedule(
    label: string,
    delayMs: number,
    context: WorldContext,
    deliver: () => void,
    background: boolean,
  ): QueueEntry {
    if (!(delayMs >= 0)) throw new RangeError(`'${label}': ${delayMs} is not a delay in milliseconds`);
    const entry: QueueEntry = {
      due: this.#elapsedMs + delayMs,
      sequence: ++this.#sequence,
      label,
      activity: context.activity,
      background,
      finished: false,
      cancelled: false,
      deliver,
    };
    this.#activities.noteWait(context.activity, `'${label}'`);
    this.#queue.push(entry);
    return entry;
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure;
  }

  #describeDeadlock(why: string): string {
    return `deadlock in ${this.name} at ${this.#instant()}: ${why}; ${this.#activities.describe()}`;
  }

  #instant(): string {
    return new Date(this.now()).toISOString();
  }
}
