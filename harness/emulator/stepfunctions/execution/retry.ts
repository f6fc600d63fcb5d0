import type { RandomStream } from "../../../clock/random-streams.ts";
import type { Catcher, Retrier } from "../definition/machine.ts";
import type { StateFailure } from "./failure.ts";

/** AWS documents `Lambda.Unknown` for these; today's Lambda reports them by its own names (notes; unverified which Catch sees). */
const ALSO_LAMBDA_UNKNOWN: ReadonlySet<string> = new Set(["Sandbox.Timedout", "Runtime.ExitError"]);

/**
 * Whether an ErrorEquals list names the failure. `States.Runtime` cannot be caught, not even by its name (recorded:
 * test_catch_states_runtime); `States.TaskFailed` stands for all but time-outs; `States.ALL` also for
 * `States.DataLimitExceeded` (recorded four times, against the documentation).
 */
export function namesError(errorEquals: readonly string[], failure: StateFailure): boolean {
  const error = failure.error;
  if (error === "States.Runtime") return false;
  return errorEquals.some((name) => {
    if (name === "States.ALL" || name === error) return true;
    if (name === "States.TaskFailed") return error !== "States.Timeout";
    return name === "Lambda.Unknown" && error !== undefined && ALSO_LAMBDA_UNKNOWN.has(error);
  });
}

export function findCatcher(catchers: readonly Catcher[], failure: StateFailure): Catcher | undefined {
  return catchers.find((catcher) => namesError(catcher.errorEquals, failure));
}

/** The retries of one state: each retrier counts its own. */
export class Retries {
  readonly #retriers: readonly Retrier[];
  readonly #attempts = new Map<Retrier, number>();

  /** `used`: retries that each has used up before, in their order. */
  constructor(retriers: readonly Retrier[], used: readonly number[] = []) {
    this.#retriers = retriers;
    for (const [index, retrier] of retriers.entries()) {
      const attempts = used[index];
      if (attempts) this.#attempts.set(retrier, attempts);
    }
  }

  /** Retries that each retrier has used up, in their order. */
  get used(): number[] {
    return this.#retriers.map((retrier) => this.#attempts.get(retrier) ?? 0);
  }

  /** Milliseconds until the next attempt, or `undefined` when the first retrier that names the failure is exhausted. */
  nextDelayMs(failure: StateFailure, random: RandomStream): number | undefined {
    const retrier = this.#retriers.find(({ errorEquals }) => namesError(errorEquals, failure));
    if (!retrier) return undefined;
    const attempts = this.#attempts.get(retrier) ?? 0;
    if (attempts >= retrier.maxAttempts) return undefined;
    this.#attempts.set(retrier, attempts + 1);
    return Math.round(backoffSeconds(retrier, attempts) * 1000 * (retrier.fullJitter ? random.next() : 1));
  }
}

/** The wait before the next attempt after that many retries, without jitter. */
export function backoffSeconds(retrier: Retrier, retries: number): number {
  const seconds = retrier.intervalSeconds * retrier.backoffRate ** retries;
  return Math.min(seconds, retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY);
}
