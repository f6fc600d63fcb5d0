import type { Execution } from "../execution/execution.ts";
import { DISTRIBUTED_MAP_CONCURRENCY } from "../limits.ts";
import type { MapRun, MapRunChild } from "./map-run.ts";

/**
 * Runs the children that have not succeeded yet, as many at once as the run allows, until all have ended or more has
 * failed than may. Then, and when `stop` is called, those still running are aborted and the others stay pending.
 */
export class ChildRunner {
  readonly #run: MapRun;
  readonly #waiting: readonly MapRunChild[];
  readonly #start: (child: MapRunChild) => { execution: Execution; ended: Promise<void> };
  readonly #active = new Set<MapRunChild>();
  #next = 0;
  #stopped = false;
  #settle: { resolve: () => void; reject: (error: unknown) => void } = { resolve: () => {}, reject: () => {} };

  constructor(run: MapRun, start: (child: MapRunChild) => { execution: Execution; ended: Promise<void> }) {
    this.#run = run;
    this.#start = start;
    this.#waiting = run.children.filter(({ execution }) => execution?.status !== "SUCCEEDED");
  }

  run(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#run.onUpdate = () => this.#proceed();
      this.#proceed();
    });
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    for (const { execution } of this.#active) {
      execution?.end({ status: "ABORTED", error: undefined, cause: undefined }, 0);
    }
  }

  #proceed(): void {
    if (this.#run.exceedsTolerance) this.stop();
    const limit = this.#run.maxConcurrency > 0 ? this.#run.maxConcurrency : DISTRIBUTED_MAP_CONCURRENCY;
    while (!this.#stopped && this.#active.size < limit && this.#next < this.#waiting.length) {
      this.#begin(this.#waiting[this.#next++] as MapRunChild);
    }
    if (this.#active.size === 0 && (this.#stopped || this.#next >= this.#waiting.length)) this.#settle.resolve();
  }

  #begin(child: MapRunChild): void {
    this.#active.add(child);
    const { execution, ended } = this.#start(child);
    ended.then(
      () => {
        this.#active.delete(child);
        if (execution.status === "FAILED" || execution.status === "TIMED_OUT") this.#run.failedItems += child.items;
        this.#proceed();
      },
      (error: unknown) => this.#settle.reject(error),
    );
  }
}
