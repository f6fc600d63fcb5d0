import type { Comparability, InstantsApart, Moved } from "../parity/comparable.ts";
import { TOLERANCE_MS } from "../parity/instants.ts";
import type { SystemRun } from "./system-run.ts";

type Timed = Pick<SystemRun, "virtual" | "span" | "pulls">;

/** Instants are often told in whole seconds, so two that are hardly apart may be told one second apart. */
const NOTATION_MS = 1_000;

/** How instants of two runs of one story correspond. */
export function instantsOf(one: Timed, other: Timed): Comparability["instants"] {
  if (!one.virtual || !other.virtual) return apart(one, other);
  return totalOf(one) + totalOf(other) === 0 || withoutPulls(one, other);
}

/**
 * On a real clock work takes time: what happens may happen anywhere in the story. What is further apart than the longer one took
 * is another life time. An instant that both runs have belongs to neither.
 */
function apart({ span: one }: Timed, { span: other }: Timed): InstantsApart | false {
  if (one === undefined || other === undefined) return false;
  const shiftMs = one.startMs - other.startMs;
  const toleranceMs = TOLERANCE_MS + Math.max(one.lengthMs, other.lengthMs);
  return {
    embedded: (ms) => ms,
    other: (ms, isShared) => ms + (isShared ? 0 : shiftMs),
    toleranceMs: () => toleranceMs,
  };
}

/**
 * In virtual time processes have real time of their own, by which they pull the world's clock on. It is taken out of instants that
 * lie within the run. Of one beyond its end (a token's) nobody knows when it was decided, so it may be apart by all of it.
 */
function withoutPulls(one: Timed, other: Timed): InstantsApart {
  const endMs = Math.max(endOf(one), endOf(other));
  const allMs = Math.max(totalOf(one), totalOf(other));
  return {
    embedded: pulledOut(one),
    other: pulledOut(other),
    toleranceMs: (a, b) => TOLERANCE_MS + NOTATION_MS + (Math.max(a, b) > endMs - allMs ? allMs : 0),
  };
}

function pulledOut(run: Timed): Moved {
  const { pulls = [] } = run;
  const endMs = endOf(run);
  return (ms) => {
    if (ms > endMs) return ms;
    // A pull to an instant that was told in whole seconds came in that second.
    return ms - pulls.reduce((sum, { toMs, byMs }) => sum + (toMs <= ms + NOTATION_MS / 2 ? byMs : 0), 0);
  };
}

function endOf({ span }: Timed): number {
  return span ? span.startMs + span.lengthMs : Number.POSITIVE_INFINITY;
}

function totalOf({ pulls = [] }: Timed): number {
  return pulls.reduce((sum, { byMs }) => sum + byMs, 0);
}
