import type { TimeBreak } from "./report-model.ts";

/** A shorter silence is drawn to scale. */
const SHORTEST_MS = 400;
/** More would be all that one sees. */
const MOST = 120;

/** The longest stretches in which no moment lies, in order. */
export function breaksBetween(momentsMs: Iterable<number>): TimeBreak[] {
  const moments = [...new Set(momentsMs)].sort((one, other) => one - other);
  return moments
    .flatMap((toMs, index) => {
      const fromMs = moments[index - 1];
      return fromMs !== undefined && toMs - fromMs >= SHORTEST_MS ? [{ fromMs, toMs }] : [];
    })
    .sort((one, other) => other.toMs - other.fromMs - (one.toMs - one.fromMs) || one.fromMs - other.fromMs)
    .slice(0, MOST)
    .sort((one, other) => one.fromMs - other.fromMs);
}
