import { System } from "../../../system/revisions.ts";
import { explainFailure } from "../../scenario/explain.ts";
import type { ReplicaVerdict } from "../../scenario/result.ts";
import type { ReplicaDescription } from "../../scenario/run-options.ts";
import { type Run, type RunStoryOptions, runStory } from "../../scenario/run-story.ts";
import type { Scenario } from "../../scenario/story.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { excerpts } from "../parity/excerpt.ts";
import { onOneLine } from "../parity/one-line.ts";
import { compareRuns } from "./compare-runs.ts";
import { firstDifferingEvent } from "./first-differing-event.ts";
import { firstDifferingHop } from "./first-differing-hop.ts";
import { endedAlike, endText, type SystemRun } from "./system-run.ts";

const VALUE_LENGTH = 160;

/**
 * Tells a story that is red on the system under test on the replica, on the embedded cloud in virtual time, and compares
 * the two runs.
 */
export async function retellOnReplica(
  scenario: Scenario,
  red: Run,
  replica: ReplicaDescription,
  { runOptions, backend: _elsewhere, ...storyOptions }: Omit<RunStoryOptions, "system">,
): Promise<ReplicaVerdict> {
  const { foreign: _other, bootstraps: _theirs, backend: _cloud, reference: _this, ...plain } = runOptions;
  const system = new System(replica.revision).with({ added: replica.defects });
  const told = await runStory(scenario, {
    ...storyOptions,
    system,
    runOptions: { ...plain, observe: true, observeFailures: true },
  });
  // The replica's machine lacks something: nothing can be said of the system either.
  if (told.failure?.error instanceof EnvironmentError) throw told.failure.error;
  const [own, other] = [systemRunOf(red), systemRunOf(told)];
  const shared = { system: told.result.system, end: endText(other) };
  if (endedAlike(own, other)) return { ...shared, agrees: true };
  const observable =
    compareRuns(scenario.id, own, other).find(({ path }) => path !== "outcome") ??
    firstDifferingEvent(red.world.trace, told.world.trace);
  const hop = firstDifferingHop(red.world.trace, told.world.trace, red);
  return {
    ...shared,
    agrees: false,
    ...(observable && { observable: { path: observable.path, ...shown(observable) } }),
    ...(hop && {
      hop: {
        at: new Date(hop.at).toISOString(),
        sequence: hop.sequence,
        ...(hop.own !== undefined && { own: hop.own }),
        ...(hop.other !== undefined && { replica: hop.other }),
      },
    }),
  };
}

/** What a comparison of systems reads of a run. */
function systemRunOf({ failure, observation, result, world, atRest }: Run): SystemRun {
  return {
    atRest,
    virtual: result.virtualMs !== undefined,
    ...(failure && { failure: explainFailure(failure.error, world.trace, undefined) }),
    ...(observation && { observation }),
  };
}

function shown({ embedded, other }: Pick<ReturnType<typeof compareRuns>[number], "embedded" | "other">): {
  own: string;
  replica: string;
} {
  const values = excerpts(onOneLine(embedded), onOneLine(other), VALUE_LENGTH);
  return { own: values.embedded, replica: values.other };
}
