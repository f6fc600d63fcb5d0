import { DeadlockError } from "../errors.ts";
import { machineTime } from "../machine-time.ts";
import type { Pace, Turn } from "../pace.ts";
import { settledWithin } from "../settled-within.ts";
import { type Activity, mayGoOn, type PaceLimits } from "./may-go-on.ts";

/** A process whose clock follows the world's. */
export interface PacedProcess {
  /** Why its clock follows no longer, in one sentence. */
  readonly lost?: string | undefined;
  /** Puts its clock forward, so many milliseconds in all; `wake` lets its timers see it at once. */
  advanceTo(aheadMs: number, options: { wake: boolean }): Promise<void>;
  /** Milliseconds until its next timer, as far as can be seen. */
  nextTimerMs(): number | undefined;
  /** Whether none of its threads works now. */
  isAtRest(): boolean;
  /** Whether programs that it has started have worked since the last call. Asked before a request counts as overdue. */
  hasWorkingChildren?(): boolean;
}

export interface ForeignPaceOptions extends Partial<PaceLimits> {
  /** Longest leap of the processes' clocks in the first hour: timers that cannot be seen are late by so much at most. */
  readonly longestStepMs?: number;
  /** Shortest leap to a timer that is seen again and again, in the first twenty minutes: a busy ticker would make a long wait slow. */
  readonly shortestStepMs?: number;
}

/** How the time of a world went on beside what the story and its cloud asked for. */
export interface PaceReport {
  /** Milliseconds by which processes were ahead of the world and pulled it on: their own real time. */
  readonly pulledMs: number;
  /** Each of these times: to which instant, and by how much. */
  readonly pulls: readonly { readonly toMs: number; readonly byMs: number }[];
  /** Requests that waited for nobody in the world, longer than the limit, and for how many virtual milliseconds time went on. */
  readonly overdue: readonly { readonly label: string; readonly virtualMs: number }[];
  /** Processes that have a time of their own by now, a sentence each; those that were removed in time are not among them. */
  readonly lost: readonly string[];
  /** Programs that see the world's time, and whose waits take real time. */
  readonly realWaits: readonly string[];
}

const DEFAULTS = { quietMs: 5, busyLimitMs: 5000, workLimitMs: 60_000, longestStepMs: 60_000, shortestStepMs: 10_000 };
/**
 * Where nobody has asked for anything for long, leaps grow to this part of that time, so that thirty days cost seconds; a timer that
 * can be seen is late by the second part at most.
 */
const LONGEST_PART = 1 / 60;
const SHORTEST_PART = 1 / 120;
/**
 * So many leaps that are shorter than the shortest are made all the same, and one more for the time of so many of the shortest: what
 * is due soon, but not again and again, is exactly at its time.
 */
const SHORT_LEAPS = 20;
const LEAPS_TO_A_SHORT_ONE = 1.5;
/** Shortest step while a request is overdue: to the next timer that can be seen, else a quarter of what has gone by so far. */
const OVERDUE_STEP_MS = 1000;
/** Nothing that answers at all waits longer for itself. */
const OVERDUE_LIMIT_MS = 3_600_000;
/** Turns of the event loop in which a request that lies in a socket of ours is accepted, read and noted; with one to spare. */
const SOCKET_TURNS = 4;
/** Leaps that no timer of a process has been told of yet may add up to so much; waking a process costs a millisecond. */
const UNTOLD_MS = 100;

/**
 * The time of the foreign processes of one world, and the rule by which that world's clock goes on: give it to `VirtualClock`. All
 * processes have the same time: the machine's, put forward by an offset that only grows.
 */
export class ForeignPace implements Pace {
  readonly #limits: typeof DEFAULTS;
  readonly #processes = new Map<PacedProcess, { readonly openedAtMs: number }>();
  readonly #requests = new Set<{ readonly label: string }>();
  readonly #overdue = new Map<string, number>();
  #hops = 0;
  /** The world's time is the machine's and this. */
  #offsetMs: number;
  #untoldMs = 0;
  readonly #pulls: { toMs: number; byMs: number }[] = [];
  #eventAt = machineTime.monotonicMs();
  #wakingAt = this.#eventAt;
  #workAt = this.#eventAt;
  #arrival = Promise.withResolvers<void>();
  /** The world's time of the first leap since a request or hop began or ended. */
  #quietFromMs: number | undefined;
  #shortLeaps = SHORT_LEAPS;
  #shortLeapsAtMs: number;

  /** `startMs`: the world's time now, milliseconds since the epoch. */
  constructor(startMs: number, options: ForeignPaceOptions = {}) {
    this.#limits = { ...DEFAULTS, ...options };
    this.#offsetMs = startMs - machineTime.now();
    this.#shortLeapsAtMs = startMs;
  }

  /** By how much the wall clock of a process that is opened now has to be ahead of the machine's. */
  get wallStartMs(): number {
    return this.#offsetMs;
  }

  /** The clock of a process that was opened with this `wallStartMs`; time may have gone on since. */
  async add(process: PacedProcess, wallStartMs: number): Promise<void> {
    this.#processes.set(process, { openedAtMs: wallStartMs });
    this.#woken();
    await process.advanceTo(this.#offsetMs - wallStartMs, { wake: true });
  }

  remove(process: PacedProcess): void {
    this.#processes.delete(process);
  }

  get report(): Omit<PaceReport, "realWaits"> {
    return {
      pulledMs: this.#pulls.reduce((sum, { byMs }) => sum + byMs, 0),
      pulls: this.#pulls,
      overdue: [...this.#overdue].map(([label, virtualMs]) => ({ label, virtualMs })),
      lost: [...this.#processes.keys()].flatMap(({ lost }) => lost ?? []),
    };
  }

  /** Notes that a request is inside a process, until the returned function is called: it was answered, or broke. */
  requestBegins(label: string): () => void {
    const request = { label };
    this.#requests.add(request);
    this.#happened();
    return () => {
      if (this.#requests.delete(request)) this.#happened();
    };
  }

  /** Notes that a process waits for an answer of the world, until the returned function is called. */
  hopBegins(): () => void {
    let isUnderWay = true;
    this.#hops++;
    this.#happened();
    return () => {
      if (isUnderWay) {
        this.#hops--;
        this.#happened();
      }
      isUnderWay = false;
    };
  }

  arrived(): void {
    this.#arrival.resolve();
  }

  instant(nowMs: number): number {
    if (this.#processes.size === 0) return nowMs;
    const theirsMs = machineTime.now() + this.#offsetMs;
    if (theirsMs <= nowMs) return nowMs;
    this.#pulls.push({ toMs: theirsMs, byMs: theirsMs - nowMs });
    return theirsMs;
  }

  async goOn(nowMs: number, dueMs: number | undefined): Promise<Turn | undefined> {
    const { promise } = this.#arrival;
    let hasArrived = false;
    void promise.then(() => {
      hasArrived = true;
    });
    for (;;) {
      await socketTurns();
      if (hasArrived) {
        this.#arrival = Promise.withResolvers();
        return undefined;
      }
      // From this look to the leap nothing is awaited: an answer that reaches a process meanwhile would set it to work.
      const verdict = mayGoOn(this.#look(), this.#limits);
      if (verdict.kind === "stand") {
        await settledWithin(promise, Math.max(1, verdict.forMs));
        continue;
      }
      const turn =
        verdict.kind === "follow"
          ? this.#follow(nowMs, dueMs)
          : await (verdict.kind === "go" ? this.#goOnAtRest(nowMs, dueMs) : this.#overdueStep(nowMs, dueMs));
      if (turn) return turn;
    }
  }

  async #goOnAtRest(nowMs: number, dueMs: number | undefined): Promise<Turn | undefined> {
    const stepMs = this.#stepMs(nowMs);
    return this.#haveWoken() ? undefined : this.#towards(nowMs, dueMs, stepMs);
  }

  /** The world takes the time that the processes take; without one they have not gone on by a millisecond yet. */
  #follow(nowMs: number, dueMs: number | undefined): Turn | undefined {
    const instantMs = this.instant(nowMs);
    if (dueMs !== undefined && instantMs >= dueMs) return { kind: "ready", nowMs: instantMs };
    return instantMs > nowMs ? { kind: "step", nowMs: instantMs } : undefined;
  }

  #look(): Activity {
    const now = machineTime.monotonicMs();
    if (!this.#areAtRest()) this.#workAt = now;
    return {
      requestsInside: this.#requests.size,
      hopsUnderWay: this.#hops,
      sinceEventMs: now - this.#eventAt,
      sinceWakingMs: now - this.#wakingAt,
      sinceWorkMs: now - this.#workAt,
    };
  }

  #areAtRest(): boolean {
    return [...this.#processes.keys()].every((process) => process.isAtRest());
  }

  /** A process that works shows no timer, and would miss the leap: Node counts with the time of its loop's last turn. */
  #haveWoken(): boolean {
    if (this.#areAtRest()) return false;
    this.#workAt = machineTime.monotonicMs();
    return true;
  }

  #haveWorkingChildren(): boolean {
    return [...this.#processes.keys()].some((process) => process.hasWorkingChildren?.() === true);
  }

  /** To the next timer that can be seen, in leaps that are neither too long nor too many. */
  #stepMs(nowMs: number): number {
    this.#quietFromMs ??= nowMs;
    const quietMs = nowMs - this.#quietFromMs;
    const longestMs = Math.max(this.#limits.longestStepMs, quietMs * LONGEST_PART);
    const shortestMs = Math.max(this.#limits.shortestStepMs, quietMs * SHORTEST_PART);
    const timerMs = this.#nextTimerMs() ?? longestMs;
    return Math.min(
      longestMs,
      timerMs < shortestMs && !this.#mayLeapShortly(nowMs, shortestMs) ? shortestMs : Math.max(1, timerMs),
    );
  }

  #mayLeapShortly(nowMs: number, shortestMs: number): boolean {
    const refilled = this.#shortLeaps + (nowMs - this.#shortLeapsAtMs) / shortestMs / LEAPS_TO_A_SHORT_ONE;
    this.#shortLeaps = Math.min(SHORT_LEAPS, refilled);
    this.#shortLeapsAtMs = nowMs;
    if (this.#shortLeaps < 1) return false;
    this.#shortLeaps--;
    return true;
  }

  #nextTimerMs(): number | undefined {
    const timers = [...this.#processes.keys()].flatMap((process) => process.nextTimerMs() ?? []);
    return timers.length === 0 ? undefined : Math.min(...timers);
  }

  async #towards(nowMs: number, dueMs: number | undefined, stepMs: number): Promise<Turn> {
    const fromMs = this.instant(nowMs);
    if (dueMs === undefined || fromMs >= dueMs) return { kind: "ready", nowMs: fromMs };
    if (this.#processes.size === 0) return { kind: "ready", nowMs: dueMs };
    const toMs = Math.min(dueMs, fromMs + stepMs);
    const isTold = await this.#putForward(toMs);
    return { kind: isTold || toMs < dueMs ? "step" : "ready", nowMs: toMs };
  }

  async #overdueStep(nowMs: number, dueMs: number | undefined): Promise<Turn | undefined> {
    if (this.#haveWorkingChildren()) {
      this.#workAt = machineTime.monotonicMs();
      return undefined;
    }
    const soFarMs = Math.max(0, ...[...this.#requests].map(({ label }) => this.#overdue.get(label) ?? 0));
    if (soFarMs > OVERDUE_LIMIT_MS)
      throw new DeadlockError(`${this.#labels()}: no answer in an hour of the world's time`);
    const timerMs = this.#nextTimerMs() ?? soFarMs / 4;
    if (this.#haveWoken()) return undefined;
    const stepMs = Math.min(this.#limits.longestStepMs, Math.max(OVERDUE_STEP_MS, timerMs));
    const limitMs = this.instant(nowMs) + stepMs;
    const turn = await this.#towards(nowMs, Math.min(dueMs ?? limitMs, limitMs), stepMs);
    const goneMs = Math.max(0, turn.nowMs - nowMs);
    for (const { label } of this.#requests) this.#overdue.set(label, (this.#overdue.get(label) ?? 0) + goneMs);
    return dueMs !== undefined && turn.nowMs >= dueMs ? turn : { ...turn, kind: "step" };
  }

  #labels(): string {
    return [...this.#requests].map(({ label }) => `'${label}'`).join(", ");
  }

  /** All processes; true when they were woken, so that their timers may be at work now. */
  async #putForward(toMs: number): Promise<boolean> {
    const byMs = toMs - (machineTime.now() + this.#offsetMs);
    if (byMs <= 0) return false;
    this.#offsetMs += byMs;
    this.#untoldMs += byMs;
    const wake = this.#untoldMs >= UNTOLD_MS;
    const leaps = [...this.#processes].map(([process, { openedAtMs }]) =>
      process.advanceTo(this.#offsetMs - openedAtMs, { wake }),
    );
    await Promise.all(leaps);
    if (wake) {
      this.#untoldMs = 0;
      this.#woken();
    }
    return wake;
  }

  #happened(): void {
    this.#woken();
    this.#eventAt = this.#wakingAt;
    this.#quietFromMs = undefined;
  }

  #woken(): void {
    this.#wakingAt = machineTime.monotonicMs();
    this.#workAt = this.#wakingAt;
  }
}

async function socketTurns(): Promise<void> {
  for (let turn = 0; turn < SOCKET_TURNS; turn++) {
    await new Promise<void>((resolve) => machineTime.setImmediate(resolve));
  }
}
