import { expect, scenario } from "#scenario";

const MINUTE = 60_000;

// docs/contract/config.md 4: both at the start, then every five minutes and every two hours.
scenario(
  "the reconciler looks at once and every five minutes, the cleaner at once and every two hours",
  { world: { workers: true } },
  async ({ world }) => {
    await world.advance(245 * MINUTE);
    // Each round begins when the time is over that follows the one before, which has taken some itself.
    const minutesBefore = (operation: string) =>
      world.trace
        .of("operation")
        .filter((hop) => hop.source === "server" && hop.operation === operation)
        .map(({ at }, index, rounds) => at - (rounds[index - 1]?.at ?? Date.parse("2025-12-03T10:00:00Z")))
        .map((ms) => Math.round(ms / MINUTE));
    const everyFive = [0, ...Array.from({ length: 48 }, () => 5)];
    expect(minutesBefore("SELECT media_processing_jobs").slice(0, 49)).toEqual(everyFive);
    expect(minutesBefore("SELECT media_outbox").slice(0, 49)).toEqual(everyFive);
    expect(minutesBefore("DELETE media_processing_jobs")).toEqual([0, 120, 120]);
  },
);
