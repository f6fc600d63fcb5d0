import { StateFailure } from "../execution/failure.ts";
import type { Document } from "../json/document.ts";

/** A Task that somebody outside ends with its token: an activity's worker, or who was sent the token. */
export class PendingTask {
  readonly token: string;
  /** The task's output; rejects with the `StateFailure` that SendTaskFailure reports. */
  readonly outcome: Promise<Document>;
  readonly #listeners = new Set<() => void>();
  #settle: { readonly succeed: (output: Document) => void; readonly fail: (failure: StateFailure) => void };

  constructor(token: string) {
    this.token = token;
    this.#settle = { succeed: () => {}, fail: () => {} };
    this.outcome = new Promise((resolve, reject) => {
      this.#settle = { succeed: resolve, fail: reject };
    });
    // The report may come while the call that carries the token has not returned yet, and nobody waits for it.
    this.outcome.catch(() => {});
  }

  succeed(output: Document): void {
    this.#settle.succeed(output);
  }

  fail(error: string | undefined, cause: string | undefined): void {
    this.#settle.fail(new StateFailure(error, cause));
  }

  beat(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Calls back on every heartbeat; the returned function withdraws. */
  onHeartbeat(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
