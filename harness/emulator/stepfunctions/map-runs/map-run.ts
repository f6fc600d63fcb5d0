import type { Execution } from "../execution/execution.ts";
import type { Document } from "../json/document.ts";
import type { StateMachineVersion } from "../state-machine.ts";

export type MapRunStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "ABORTED";

/** How much of a map run may fail; `undefined` where the definition says nothing. */
export interface Tolerance {
  readonly count: number | undefined;
  readonly percentage: number | undefined;
}

/** One child execution of a map run, from before it starts. */
export interface MapRunChild {
  readonly input: Document;
  /** Items in its input: more than one only in a batch. */
  readonly items: number;
  execution: Execution | undefined;
  /** In a redrive, until it is started again. */
  awaitsRedrive?: boolean;
  /** Its result is in a file of S3. */
  exported?: boolean;
}

/** Children or items of a map run by their state, with the API's names. */
export interface MapRunCounts {
  pending: number;
  running: number;
  succeeded: number;
  failed: number;
  timedOut: number;
  aborted: number;
  total: number;
  resultsWritten: number;
  failuresNotRedrivable: number;
  pendingRedrive: number;
}

const COUNTED_AS = {
  RUNNING: "running",
  SUCCEEDED: "succeeded",
  FAILED: "failed",
  TIMED_OUT: "timedOut",
  ABORTED: "aborted",
} as const;

/** One run of a distributed Map: its child executions and how they fare. */
export class MapRun {
  readonly arn: string;
  readonly parent: Execution;
  /** What the children run: the item processor as a state machine of its own. */
  readonly machine: StateMachineVersion;
  /** Event with which its Map state was entered, by which a redrive finds its run again. */
  readonly enteredEventId: number;
  readonly startedAt: number;
  stoppedAt: number | undefined;
  status: MapRunStatus = "RUNNING";
  /** 0 is without limit. */
  maxConcurrency: number;
  tolerance: Tolerance;
  redriveCount = 0;
  #redriven = false;
  redrivenAt: number | undefined;
  children: readonly MapRunChild[] = [];
  /** Items of children that failed or timed out. */
  failedItems = 0;
  totalItems = 0;
  /** Error of a run that failed. */
  error: string | undefined;
  /** Files of results that succeeded, of all attempts. */
  readonly succeededFiles: { readonly Key: string; readonly Size: number }[] = [];
  /** Called when UpdateMapRun has changed the limits. */
  onUpdate: () => void = () => {};

  constructor(parts: {
    arn: string;
    parent: Execution;
    machine: StateMachineVersion;
    enteredEventId: number;
    maxConcurrency: number;
    tolerance: Tolerance;
  }) {
    this.arn = parts.arn;
    this.parent = parts.parent;
    this.machine = parts.machine;
    this.enteredEventId = parts.enteredEventId;
    this.maxConcurrency = parts.maxConcurrency;
    this.tolerance = parts.tolerance;
    this.startedAt = parts.parent.now();
  }

  /** Takes the children that are to be run. */
  plan(children: readonly MapRunChild[]): void {
    this.children = children;
    this.totalItems = children.reduce((total, { items }) => total + items, 0);
  }

  /** Whether a redrive has begun and the run has not been taken up again by its state. */
  get beingRedriven(): boolean {
    return this.#redriven && this.status === "RUNNING";
  }

  /** Opens a run that did not succeed again, for the redrive of its execution. */
  redrive(): void {
    this.#redriven = true;
    this.redriveCount++;
    this.redrivenAt = this.parent.now();
    this.status = "RUNNING";
    this.stoppedAt = undefined;
    this.error = undefined;
    this.failedItems = 0;
    for (const child of this.children) child.awaitsRedrive = child.execution && child.execution.status !== "SUCCEEDED";
  }

  end(status: Exclude<MapRunStatus, "RUNNING">, error?: string): void {
    if (this.status !== "RUNNING") return;
    this.status = status;
    this.error = error;
    for (const child of this.children) child.awaitsRedrive = false;
    this.#redriven = false;
    this.stoppedAt = this.parent.now();
  }

  /**
   * Whether more has failed than may. Without any threshold nothing may; with two, either suffices
   * (https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html).
   */
  get exceedsTolerance(): boolean {
    if (this.failedItems === 0) return false;
    const { count, percentage } = this.tolerance;
    if (count === undefined && percentage === undefined) return true;
    if (count !== undefined && this.failedItems > count) return true;
    return percentage !== undefined && (this.failedItems * 100) / this.totalItems > percentage;
  }

  executionCounts(): MapRunCounts {
    return this.#count(() => 1);
  }

  itemCounts(): MapRunCounts {
    return this.#count(({ items }) => items);
  }

  #count(weightOf: (child: MapRunChild) => number): MapRunCounts {
    const counts: MapRunCounts = {
      pending: 0,
      running: 0,
      succeeded: 0,
      failed: 0,
      timedOut: 0,
      aborted: 0,
      total: 0,
      resultsWritten: 0,
      failuresNotRedrivable: 0,
      pendingRedrive: 0,
    };
    for (const child of this.children) {
      const weight = weightOf(child);
      counts.total += weight;
      if (child.awaitsRedrive) counts.pendingRedrive += weight;
      else counts[child.execution ? COUNTED_AS[child.execution.status] : "pending"] += weight;
      // Measured by third parties: also of failed children, and without a ResultWriter.
      if (child.execution?.ending && !child.awaitsRedrive) counts.resultsWritten += weight;
    }
    return counts;
  }
}
