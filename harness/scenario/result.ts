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
  readonly traceHash: string;
  readonly events: number;
  /** `MariaDB 10.11.19 (cache)`. */
  readonly engine: string;
  /** Comparison with an incident's evidence, when the scenario made one. */
  readonly evidence?: EvidenceSummary;
  /** Asked for with `observe`. */
  readonly observation?: Observation;
  readonly failure?: ScenarioFailure;
}

export interface EvidenceSummary {
  readonly same: number;
  readonly different: readonly EvidenceDifference[];
  /** Fields that cannot be compared, each with the reason. */
  readonly notComparable: readonly { readonly field: string; readonly reason: string }[];
}

export interface EvidenceDifference {
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

/** A red scenario explains itself: what broke, where it first diverged, how to see it again. */
export interface ScenarioFailure {
  /** The rule that does not hold, as a sentence. */
  readonly rule: string;
  readonly expected?: string;
  readonly found?: string;
  /** First event of the trace that shows the divergence, when one does. */
  readonly divergence?: { readonly at: string; readonly sequence: number; readonly event: string };
  /** The last events before the end, one line each. */
  readonly lastEvents: readonly string[];
  /** File and line of the statement in the scenario. */
  readonly place?: string;
}

declare module "vitest" {
  interface TaskMeta {
    scenario?: ScenarioResult;
  }
}
