import { RealClock } from "../../../clock/real-clock.ts";

/** A world's clock whose instant the test sets; waits are the machine's. */
export class SteppingClock extends RealClock {
  // A real clock by its waits; what the door asks for is whether the world's time is its own.
  override readonly kind: "real" = "virtual" as "real";
  instant = Date.UTC(2025, 11, 3, 14, 0, 0, 900);

  override now(): number {
    return this.instant;
  }
}
