import type { Observation } from "../../scenario/observation.ts";
import { stableText } from "../parity/stable-text.ts";

/** How one story ended on one system, and what could be seen of it then. */
export interface SystemRun {
  /** Absent when the story passed. */
  readonly failure?: StoryFailure;
  readonly observation?: Observation;
  /** The story was told to its end and all has ended. */
  readonly atRest: boolean;
  /** Whether the clock was virtual: only then do instants of two runs correspond. */
  readonly virtual: boolean;
}

export interface StoryFailure {
  readonly rule: string;
  readonly expected?: string;
  readonly found?: string;
}

/** Both passed, or both failed by the same rule with the same values, but for what differs between any two runs. */
export function endedAlike(one: SystemRun, other: SystemRun): boolean {
  return fingerprint(one) === fingerprint(other);
}

/** `passed`, `failed: the rule: expected 1, found 2`. */
export function endText({ failure }: SystemRun): string {
  if (failure === undefined) return "passed";
  const { rule, expected, found } = failure;
  const values = expected === undefined && found === undefined ? "" : `: expected ${expected}, found ${found}`;
  return `failed: ${rule}${values}`;
}

function fingerprint(run: SystemRun): string {
  const { rule, expected = "", found = "" } = run.failure ?? { rule: "" };
  return JSON.stringify([run.failure !== undefined, ...[rule, expected, found].map(stableText)]);
}
