import type { DefectId } from "../../system/defects.ts";
import type { PaceReport } from "../clock/process/foreign-pace.ts";
import type { Observation } from "./observation.ts";

/**
 * What one scenario leaves behind for reports: put into the task's `meta.scenario` by `scenario()`, read by every
 * reporter. Plain data, because it crosses threads.
 */
export interface ScenarioResult {
  /** Path below `scenarios/` without the ending: `listing-28/fixed`. */
  readonly id: string;
  readonly title: string;
  /** `fixed`, `fixed + D6`, `incident - D2`. */
  readonly system: string;
  readonly seed: number;
  /** Absent where the clock is real. */
  readonly virtualMs?: number;
  readonly realMs: number;
  /** When the story began by its own clock, in milliseconds since the epoch; of one that was observed. */
  readonly startedAtMs?: number;
  readonly traceHash: string;
  readonly events: number;
  /**
   * `MariaDB 10.11.19 (cache)`. Engine, Node and ffmpeg are all that a trace may depend on beside the project and the
   * seed.
   */
  readonly engine: string;
  /** Major version of Node: `24`. */
  readonly node: string;
  /** Version of ffmpeg; only of a scenario that needs it. */
  readonly ffmpeg?: string;
  /** Comparison with an incident's evidence, when the scenario made one. */
  readonly evidence?: EvidenceSummary;
  /** How time went on beside what the story asked for; only of a world whose processes live in virtual time. */
  readonly pace?: PaceReport;
  /**
   * Real milliseconds of each stretch of virtual time that was skipped (skipped-time.ts), null where nothing tells; of a run
   * that was kept.
   */
  readonly skippedRealMs?: readonly (number | null)[];
  /** Why the run's events could not be kept, of a run that was to be kept. */
  readonly notKept?: string;
  /** Asked for with `observe`. */
  readonly observation?: Observation;
  /** The story was told to its end and all has ended, whatever the gate says; with `observe`. */
  readonly atRest?: boolean;
  /** What each defect alone does to the scenario; only in a study. */
  readonly trials?: readonly DefectTrial[];
  /** Only of a study that searched smallest sets. */
  readonly smallestSets?: readonly SmallestSets[];
  readonly failure?: ScenarioFailure;
}

export interface DefectTrial {
  readonly defect: DefectId;
  /**
   * `not-asked`: the scenario's own run never asked whether the system has the defect, so a run with it would be
   * identical and is skipped. `unused`: only the deployment asked, and the run never used what differs: a machine that
   * it did not start, a function that it did not invoke.
   */
  readonly verdict: "red" | "green" | "not-asked" | "unused";
  /** The first rule that breaks, of a red one. */
  readonly rule?: string;
}

/** All minimal sets of defects for which the answer to `question` is still yes. */
export interface SmallestSets {
  readonly question: string;
  readonly sets: readonly (readonly DefectId[])[];
  /** Defects that undo it when they are added to the first set: then the search may have missed sets. */
  readonly spoiledBy: readonly DefectId[];
  /** Runs that the search needed. */
  readonly runs: number;
}

export interface EvidenceSummary {
  readonly same: number;
  /** The fields that are the same, where somebody will look at them; `place` is the file and line that state it. */
  readonly agreed?: readonly { readonly field: string; readonly value: string; readonly place?: string }[];
  readonly different: readonly EvidenceDifference[];
  /** Fields that cannot be compared, each with the reason, and both values where they are known. */
  readonly notComparable: readonly {
    readonly field: string;
    readonly reason: string;
    readonly expected?: string;
    readonly found?: string;
  }[];
}

export interface EvidenceDifference {
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

/** A red scenario explains itself: what broke, where it first diverged, how to see it again. */
export interface ScenarioFailure {
  /** The rule that does not hold, as a sentence; or what is wrong with the story. */
  readonly rule: string;
  /** The story itself is at fault, and nothing is said of the system. */
  readonly mistake?: true;
  /** What may have led to it: an action of the story that nobody awaited. */
  readonly perhaps?: string;
  readonly expected?: string;
  readonly found?: string;
  /** Where a status was not as expected: the last answer that has it, with its body. */
  readonly answer?: string;
  /** First event of the trace that shows the divergence, when one does. */
  readonly divergence?: { readonly at: string; readonly sequence: number; readonly event: string };
  /** The last events before the end, one line each. */
  readonly lastEvents: readonly string[];
  /** File and line of the statement in the scenario. */
  readonly place?: string;
  /** What the replica does in the same story; only where the system under test is another. */
  readonly replica?: ReplicaVerdict;
}

/** A red story of another system, told once more on the replica of the same revision. */
export interface ReplicaVerdict {
  /** `current`, `fixed + D6`. */
  readonly system: string;
  /** Both fail by the same rule with the same values: what is red is not the system's own. */
  readonly agrees: boolean;
  /** How the story ends on the replica: `passed`, or the rule that it breaks there. */
  readonly end: string;
  /** The first thing that a client or a row shows otherwise. */
  readonly observable?: { readonly path: string; readonly own: string; readonly replica: string };
  /** The first hop that only one of them makes, or that ends otherwise. */
  readonly hop?: { readonly at: string; readonly sequence: number; readonly own?: string; readonly replica?: string };
}

declare module "vitest" {
  interface TaskMeta {
    scenario?: ScenarioResult;
  }
}
