import type { Cancellation } from "../execution/cancellation.ts";
import { Cancelled, StateFailure } from "../execution/failure.ts";
import type { Thread } from "../execution/thread.ts";

/** Threads of one Parallel or Map state that run beside each other until all have ended or one has failed. */
export class Branches {
  readonly #owner: Thread;
  readonly #cancellation: Cancellation;
  readonly #activities: Promise<void>[] = [];
  #failure: { error: unknown } | undefined;

  constructor(owner: Thread, cancellation: Cancellation) {
    this.#owner = owner;
    this.#cancellation = cancellation;
  }

  /** Starts an activity. Its first failure calls `onFailure` and then takes control from all others. */
  start(name: string, activity: () => Promise<void>, onFailure: () => void): void {
    const guarded = async (): Promise<void> => {
      try {
        await activity();
      } catch (error) {
        if (error instanceof Cancelled || this.#failure) return;
        this.#failure = { error };
        // Others that run out of time at this very moment log it too (recorded: test_service_lambda_map_timeout).
        if (error instanceof StateFailure && error.error === "States.Timeout") {
          await this.#owner.execution.clock.sleep(0, `others that run out of time with ${name}`);
        }
        if (this.#cancellation.cancelled) return;
        onFailure();
        this.#cancellation.cancel();
      }
    };
    this.#activities.push(this.#owner.execution.clock.spawn(name, guarded));
  }

  /** Waits for all; throws the first failure, or `Cancelled` when the whole state has been cancelled. */
  async join(): Promise<void> {
    // Map iterations may start further activities while others end.
    for (let index = 0; index < this.#activities.length; index++) await this.#activities[index];
    this.#owner.children = [];
    if (this.#failure) throw this.#failure.error;
    if (this.#owner.cancellation.cancelled) throw new Cancelled();
  }
}
