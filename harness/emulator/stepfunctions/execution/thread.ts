import type { Document } from "../json/document.ts";
import type { MapRuns } from "../map-runs/map-runs.ts";
import type { Variables } from "../query/variables.ts";
import type { Cancellation } from "./cancellation.ts";
import type { Execution } from "./execution.ts";
import type { EventDetails } from "./history.ts";
import type { MapItem } from "./map-item.ts";
import type { Outcome } from "./outcome.ts";
import type { Standing } from "./standing.ts";

/** A state that a thread has entered: all that a redrive needs to go on in it. */
export interface EnteredState {
  readonly name: string;
  readonly type: string;
  /** The state's raw input. */
  readonly input: Document;
  /** Milliseconds since the epoch. */
  readonly enteredAt: number;
  readonly enteredEventId: number;
  /** What the thread's chain ended with before this state was entered. */
  readonly previousEventId: number;
  /** Threads of the latest attempt of a Parallel or a Map, those of iterations by index. */
  readonly branchThreads: readonly Thread[] | undefined;
  /** Where it stood when the process ended; a redrive begins its attempts anew. */
  readonly standing?: Standing | undefined;
}

/** States whose running can be recorded as aborted (HistoryEventType of the API). */
const ABORTABLE: ReadonlySet<string> = new Set(["Task", "Wait", "Map", "Parallel"]);

/**
 * One thread of control: the machine itself, a branch or an iteration. Its events form a chain: each names the one
 * before it. Events that do not advance the chain are recorded with `recordAside`.
 */
export class Thread {
  readonly execution: Execution;
  /** Where its distributed Maps begin their map runs. */
  readonly mapRuns: MapRuns;
  readonly cancellation: Cancellation;
  readonly variables: Variables;
  readonly mapItem: MapItem | undefined;
  /** 0 before the first event: the first StateEntered has no predecessor (recorded everywhere). */
  lastEventId: number;
  /** The state that the thread is in; `undefined` between states. */
  current: EnteredState | undefined;
  /** What the last state left behind. */
  left: Outcome | undefined;
  /** In a redrive: the thread that this one goes on with. */
  readonly resumes: Thread | undefined;
  /** The current state is a distributed Map whose map run goes on. */
  inMapRun = false;
  /** Threads of the current state, while it runs. */
  children: readonly Thread[] = [];

  constructor(parts: {
    execution: Execution;
    mapRuns: MapRuns;
    cancellation: Cancellation;
    variables: Variables;
    lastEventId: number;
    mapItem?: MapItem | undefined;
    resumes?: Thread | undefined;
  }) {
    this.execution = parts.execution;
    this.mapRuns = parts.mapRuns;
    this.cancellation = parts.cancellation;
    this.variables = parts.variables;
    this.lastEventId = parts.lastEventId;
    this.mapItem = parts.mapItem;
    this.resumes = parts.resumes;
  }

  record(type: string, details?: EventDetails): number {
    this.lastEventId = this.execution.record(type, this.lastEventId, details, this.cancellation);
    return this.lastEventId;
  }

  recordAside(type: string, details?: EventDetails): number {
    return this.execution.record(type, this.lastEventId, details, this.cancellation);
  }

  /** Events that tell of what an abort ends, innermost first. */
  abortEvents(): string[] {
    const run = this.inMapRun ? ["MapRunAborted"] : [];
    const own = this.current && ABORTABLE.has(this.current.type) ? [`${this.current.type}StateAborted`] : [];
    return [...this.children.flatMap((child) => child.abortEvents()), ...run, ...own];
  }
}
