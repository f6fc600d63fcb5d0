import type { PaceReport } from "../clock/process/foreign-pace.ts";
import type { VirtualClock } from "../clock/virtual-clock.ts";

/** How a story lets time pass in its world. */
export interface WorldTime {
  /** Runs the whole story until it and everything it started have ended. */
  drive(story: () => Promise<void>): Promise<void>;
  /** Waits until everything that goes on by itself has ended. */
  settle(): Promise<void>;
  advance(ms: number): Promise<void>;
  /** `instant`: ISO 8601. */
  advanceTo(instant: string): Promise<void>;
  /** Milliseconds since the world began. */
  readonly elapsedMs: number;
  /** How time went on beside what the story asked for; only where processes live in virtual time. */
  readonly pace?: PaceReport;
}

export function virtualTime(clock: VirtualClock): WorldTime {
  const advance = (ms: number): Promise<void> => clock.sleep(ms, "the scenario lets time pass");
  return {
    drive: (story) => clock.drive(story),
    settle: () => clock.settle(),
    advance,
    advanceTo: (instant) => advance(Date.parse(instant) - clock.now()),
    get elapsedMs() {
      return clock.elapsedMs;
    },
  };
}
