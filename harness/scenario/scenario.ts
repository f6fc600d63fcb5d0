import { beforeAll, expect, inject, test } from "vitest";
import { waitOnMachine } from "../clock/machine-time.ts";
import { NotOnThisBackend } from "../cloud/backends/not-on-this-backend.ts";
import { firstDifference } from "../network/trace.ts";
import { EnvironmentError } from "../support/environment-error.ts";
import type { FfmpegFound } from "../support/ffmpeg/find-ffmpeg.ts";
import { StoryMistake, type StoryPlace, storyPlace } from "../support/story-mistake.ts";
import { UsageError } from "../support/usage-error.ts";
import { notApplicable } from "../world/foreign/not-applicable.ts";
import { ForeignServerNotReady } from "../world/foreign/server-failure.ts";
import { requireKnownOptions } from "./check-options.ts";
import { explainFailure } from "./explain.ts";
import { newMemoiser } from "./memoise.ts";
import { skipReason } from "./needs.ts";
import type { ReplicaVerdict } from "./result.ts";
import { currentRetelling } from "./retelling.ts";
import { clockOf, type RunOptions } from "./run-options.ts";
import { type Run, runStory, systemOf } from "./run-story.ts";
import type { Scenario, ScenarioOptions, Story } from "./story.ts";
import { storyId } from "./story-id.ts";
import { storyTags } from "./story-tags.ts";
import { currentStudy } from "./study.ts";

/**
 * Declares one scenario: what happens to one system, and what must be true. The story runs in a world of its own in
 * virtual time; when it has ended the world settles and the gate's rules are checked.
 */
export function scenario(title: string, options: ScenarioOptions, story: Story): void {
  const { needs = [] } = options;
  const place = storyPlace(scenario);
  let reason: string | undefined;
  // Before the story, because ffmpeg may have to be fetched, and that must not count as the story's time.
  if (needs.length > 0)
    beforeAll(async () => {
      const clock = clockOf(inject("runOptions"), inject("backend").name);
      reason = await skipReason(needs, { backend: inject("backend").name, clock }, provideFfmpegOnce);
    }, LONGEST_PROVIDING_MS);
  // Of the file that is read.
  const { testPath = "" } = expect.getState();
  const tags = storyTags(storyId(testPath, inject("runOptions").storyFolders), options);
  test(title, { tags }, async ({ task, skip }) => {
    requireNoMistake(options, place);
    const { foreign } = inject("runOptions");
    const unfit = reason ?? (foreign && notApplicable(foreign, { ...options.world, ...options }));
    if (unfit !== undefined) skip(unfit);
    if (options.mock && inject("backend").name === "localstack")
      skip("mocks states, which LocalStack does not do by machine");
    const runOptions = inject("runOptions");
    const id = storyId(task.file.filepath, runOptions.storyFolders);
    const declared: Scenario = { id, title, options, story };
    const study = currentStudy();
    if (study) {
      const run = await study(declared, { runOptions, engine: inject("engine") });
      if ("skipped" in run) return skip(run.skipped);
      task.meta.scenario = run.result;
      if (run.failure) throw run.failure.error;
      return;
    }
    let first: Run | undefined;
    for (let round = 0; round < runOptions.repeat; round++) {
      const run = await keptRun(await runScenario(declared, runOptions), runOptions, round);
      task.meta.scenario = run.result;
      if (run.failure?.error instanceof NotOnThisBackend) skip(run.failure.error.message);
      if (run.failure) throw run.failure.error;
      first ??= run;
      // Two runs in real time never have the same trace.
      if (run.world.clock.kind === "virtual" && run.result.traceHash !== first.result.traceHash)
        throw new Error(describeInstability(first, run, round));
    }
  });
}

/** Fails at the line that declares the scenario. */
function requireNoMistake(options: ScenarioOptions, place: StoryPlace): void {
  try {
    requireKnownOptions(options);
  } catch (error) {
    throw error instanceof StoryMistake ? new StoryMistake(error.message, place) : error;
  }
}

/** The first of several rounds is kept, and one that is red. */
async function keptRun(run: Run, { keepIn }: RunOptions, round: number): Promise<Run> {
  if (keepIn === undefined || run.failure?.error instanceof NotOnThisBackend) return run;
  if (round > 0 && !run.failure) return run;
  const { keepScenario } = await import("./record/keep-scenario.ts");
  return { ...run, result: { ...run.result, ...(await keepScenario(run, keepIn)) } };
}

/** Real time; longer than fetching may take. */
const LONGEST_PROVIDING_MS = 120_000;

let ffmpeg: Promise<FfmpegFound> | undefined;

/** Tried once by each worker: without a network a try takes seconds. */
function provideFfmpegOnce(): Promise<FfmpegFound> {
  ffmpeg ??= fetchFfmpeg();
  return ffmpeg;
}

/** The code that fetches is loaded only when a story needs ffmpeg. */
async function fetchFfmpeg(): Promise<FfmpegFound> {
  const { provideFfmpeg } = await import("../support/ffmpeg/provide-ffmpeg.ts");
  const onProgress = (text: string): void => void process.stderr.write(`${text}\n`);
  return provideFfmpeg({ environment: process.env, onProgress, wait: waitOnMachine });
}

/** The same seed must give the same trace. A difference is our own bug, so it is shown in full. */
function describeInstability(first: Run, run: Run, round: number): string {
  const difference = firstDifference(run.world.trace, first.world.trace);
  return (
    `run ${round + 1} with the same seed gave another trace; the first difference is ` +
    `${JSON.stringify(difference?.event)}, which was ${JSON.stringify(difference?.other)} in run 1`
  );
}

/** Most stories resize the same few photos: once per worker is enough. */
const memoise = newMemoiser();

async function runScenario(declared: Scenario, runOptions: RunOptions): Promise<Run> {
  // A run that must prove its stability does all its work each time.
  const memory = runOptions.repeat === 1 ? { memoise } : {};
  const storyOptions = { runOptions, engine: inject("engine"), backend: inject("backend"), ...memory };
  const run = await runStory(declared, { ...storyOptions, system: systemOf(declared, runOptions) });
  if (!run.failure || run.failure.error instanceof NotOnThisBackend) return run;
  const retell = currentRetelling();
  if (retell) return retold(run, run.failure.error, () => retell(declared, run, storyOptions));
  // Who compares systems does so by what they show.
  if (runOptions.observe) return retold(run, run.failure.error);
  // When the command line changed the system, a run on the scenario's own system shows where the two first diverge.
  const isMistake = run.failure.error instanceof StoryMistake;
  const changed = !isMistake && (runOptions.revision !== undefined || runOptions.defects.length > 0);
  const { revision: _other, ...same } = runOptions;
  const own = systemOf(declared, { ...same, defects: [] });
  const reference = changed ? await runStory(declared, { ...storyOptions, system: own }) : undefined;
  const green = reference && !reference.failure ? reference.world.trace : undefined;
  const { trace, actions } = run.world;
  const failure = explainFailure(run.failure.error, trace, green, actions.forgotten);
  return { ...run, result: { ...run.result, failure } };
}

/** A red run with its explanation; a machine that lacks something, or a world that did not start, is not told again. */
async function retold(run: Run, error: unknown, retell?: () => Promise<ReplicaVerdict>): Promise<Run> {
  const failure = explainFailure(error, run.world.trace, undefined, run.world.actions.forgotten);
  if (
    !retell ||
    [EnvironmentError, StoryMistake, UsageError, ForeignServerNotReady].some((kind) => error instanceof kind)
  )
    return { ...run, result: { ...run.result, failure } };
  return { ...run, result: { ...run.result, failure: { ...failure, replica: await retell() } } };
}
