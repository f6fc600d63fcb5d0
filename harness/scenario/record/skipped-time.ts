/** A stretch of virtual time in which nothing began or ended, in milliseconds from the first event. */
export interface SkippedTime {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A shorter silence is no waiting. */
const SHORTEST_MS = 400;
/** More would be all that one sees of a timeline. */
const MOST = 120;

/** An event as far as it matters here; its moment is milliseconds since the epoch. */
interface Timed {
  readonly at: number;
  readonly durationMs?: number | undefined;
}

/** The longest stretches that the clock of a story skipped, in order; the story may last longer than its events. */
export function skippedTime(events: readonly Timed[], storyMs = 0): SkippedTime[] {
  const startAt = events[0]?.at ?? 0;
  const moments = new Set([0, storyMs]);
  for (const { at, durationMs = 0 } of events) moments.add(at - startAt).add(at - startAt + durationMs);
  const sorted = [...moments].sort((one, other) => one - other);
  return sorted
    .flatMap((toMs, index) => {
      const fromMs = sorted[index - 1];
      return fromMs !== undefined && toMs - fromMs >= SHORTEST_MS ? [{ fromMs, toMs }] : [];
    })
    .sort((one, other) => other.toMs - other.fromMs - (one.toMs - one.fromMs) || one.fromMs - other.fromMs)
    .slice(0, MOST)
    .sort((one, other) => one.fromMs - other.fromMs);
}

/** Real milliseconds that each skipped stretch took; null behind the last event, where nothing tells. */
export function realTimeOf(
  skipped: readonly SkippedTime[],
  events: readonly { readonly at: number; readonly wallMs: number }[],
): (number | null)[] {
  const startAt = events[0]?.at ?? 0;
  return skipped.map(({ fromMs, toMs }) => {
    const before = events.findLast(({ at }) => at - startAt <= fromMs);
    const after = events.find(({ at }) => at - startAt >= toMs);
    return before && after ? Math.max(0, Math.round(after.wallMs - before.wallMs)) : null;
  });
}
