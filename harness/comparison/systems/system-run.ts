import type { PaceReport } from "../../clock/process/foreign-pace.ts";
import type { Observation } from "../../scenario/observation.ts";
import { compareValues } from "../parity/compare.ts";
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
  /** Where processes have pulled a virtual clock on by time of their own, which two runs do not share. */
  readonly pulls?: PaceReport["pulls"];
  /** When it began by its own clock, in milliseconds since the epoch, and how long it took. */
  readonly span?: { readonly startMs: number; readonly lengthMs: number };
}

export interface StoryFailure {
  readonly rule: string;
  readonly expected?: string;
  readonly found?: string;
}

/** Both passed, or both failed by the same rule with the same values, but for what differs between any two runs. */
export function endedAlike({ failure: one }: SystemRun, { failure: other }: SystemRun): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    stableText(one.rule) === stableText(other.rule) &&
    sameValue(one.expected, other.expected) &&
    sameValue(one.found, other.found)
  );
}

/** `passed`, `failed: the rule: expected 1, found 2`. */
export function endText({ failure }: SystemRun): string {
  if (failure === undefined) return "passed";
  const { rule, expected, found } = failure;
  const values = expected === undefined && found === undefined ? "" : `: expected ${expected}, found ${found}`;
  return `failed: ${rule}${values}`;
}

/** A member's name may say more than its value: how long a request took, which id it had. */
function sameValue(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const [value, valueOfOther] = [jsonOf(one), jsonOf(other)];
  if (value === undefined || valueOfOther === undefined) return stableText(one) === stableText(other);
  return compareValues(value, valueOfOther).length === 0;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Most rules say what they found in words.
    return undefined;
  }
}
