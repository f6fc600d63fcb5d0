import { expect, scenario } from "#scenario";

const MINUTE = 60_000;

// docs/contract/config.md 4: both at the start, then every five minutes and every two hours.
scenario(
  "the reconciler looks at once and every five minutes, the cleaner at once and every two hours",
  { world: { workers: true } },
  async ({ world }) => {
    await world.advance(245 * MINUTE);
    const minutesOf = (operation: string) =>
      world.trace
        .of("operation")
        .filter((hop) => hop.source === "server" && hop.operation === operation)
        .map(({ at }) => Math.floor((at - Date.parse("2025-12-03T10:00:00Z")) / MINUTE));
    const everyFive = Array.from({ length: 50 }, (_, index) => 5 * index);
    expect(minutesOf("SELECT media_processing_jobs").slice(0, 49)).toEqual(everyFive.slice(0, 49));
    expect(minutesOf("SELECT media_outbox").slice(0, 49)).toEqual(everyFive.slice(0, 49));
    expect(minutesOf("DELETE media_processing_jobs")).toEqual([0, 120, 240]);
  },
);
