import type { UnitsBySource } from "./fingerprints.ts";
import type { ReachRecord } from "./reach-record.ts";

/** Where a run records what its stories reach. */
export interface RunReach {
  readonly record: ReachRecord;
  readonly units: UnitsBySource;
}
