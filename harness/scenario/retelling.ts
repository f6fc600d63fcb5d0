import type { ReplicaVerdict } from "./result.ts";
import type { Run, RunStoryOptions } from "./run-story.ts";
import type { Scenario } from "./story.ts";

/** Tells a red story once more on the replica, and says whether the system under test differs from it. */
export type Retelling = (
  scenario: Scenario,
  red: Run,
  storyOptions: Omit<RunStoryOptions, "system">,
) => Promise<ReplicaVerdict>;

let current: Retelling | undefined;

/** From now on red stories of this worker are told on the replica as well. For setup files of Vitest. */
export function retellRedStories(retelling: Retelling): void {
  current = retelling;
}

export function currentRetelling(): Retelling | undefined {
  return current;
}
