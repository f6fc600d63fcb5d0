import { beforeAll, inject, test } from "vitest";
import { waitOnMachine } from "../clock/machine-time.ts";
import { NotOnThisBackend } from "../cloud/backends/not-on-this-backend.ts";
import { firstDifference } from "../network/trace.ts";
import type { FfmpegFound } from "../support/ffmpeg/find-ffmpeg.ts";
import { withSlashes } from "../support/with-slashes.ts";
import { explainFailure } from "./explain.ts";
import { lacking } from "./needs.ts";
import { rememberer } from "./remember.ts";
import type { RunOptions } from "./run-options.ts";
import { type Run, runStory, systemOf } from "./run-story.ts";
import type { Scenario, ScenarioOptions, Story } from "./story.ts";
import { givenStudy } from "./study.ts";

/**
 * Declares one scenario: what happens to one system, and what must be true. The story runs in a world of its own in
 * virtual time; when it has ended the world settles and the gate's rules are checked.
 */
export function scenario(title: string, options: ScenarioOptions, story: Story): void {
  const { needs = [] } = options;
  let lack: string | undefined;
  // Before the story, because what it needs may have to be fetched, and that is not the story's time.
  if (needs.length > 0)
    beforeAll(async () => {
      lack = await lacking(needs, inject("backend").name, fetchingFfmpeg);
    }, LONGEST_PROVIDING_MS);
  test(title, async ({ task, skip }) => {
    if (lack !== undefined) skip(lack);
    if (options.mock && inject("backend").name === "localstack")
      skip("mocks states, which LocalStack does not do by machine");
    const asked = inject("runOptions");
    const id = idOfPath(task.file.filepath);
    const declared: Scenario = { id, title, options, story };
    const study = givenStudy();
    if (study) {
      const run = await study(declared, { asked, engine: inject("engine") });
      if ("leftOut" in run) return skip(run.leftOut);
      task.meta.scenario = run.result;
      if (run.error !== undefined) throw run.error;
      return;
    }
    let first: Run | undefined;
    for (let round = 0; round < asked.repeat; round++) {
      const run = await runScenario(declared, asked);
      task.meta.scenario = run.result;
      if (run.error instanceof NotOnThisBackend) skip(run.error.message);
      if (run.error !== undefined) throw run.error;
      first ??= run;
      // Real time never goes the same way twice.
      if (run.world.clock.kind === "virtual" && run.result.traceHash !== first.result.traceHash)
        throw new Error(describeInstability(first, run, round));
    }
  });
}

/** `listing-28/fixed`, on every system. */
function idOfPath(path: string): string {
  return withSlashes(path)
    .replace(/^.*\/scenarios\//, "")
    .replace(/\.scenario\.ts$/, "");
}

/** Real time; longer than fetching may take. */
const LONGEST_PROVIDING_MS = 120_000;

let ffmpeg: Promise<FfmpegFound> | undefined;

/** Tried once by each worker: without a network a try takes seconds. */
function fetchingFfmpeg(): Promise<FfmpegFound> {
  ffmpeg ??= fetchFfmpeg();
  return ffmpeg;
}

/** What fetches is loaded only when a story needs ffmpeg. */
async function fetchFfmpeg(): Promise<FfmpegFound> {
  const { provideFfmpeg } = await import("../support/ffmpeg/provide-ffmpeg.ts");
  const onProgress = (text: string): void => void process.stderr.write(`${text}\n`);
  return provideFfmpeg({ environment: process.env, onProgress, wait: waitOnMachine });
}

/** The same seed must give the same trace; a difference is a failure of ours, so it is shown to the letter. */
function describeInstability(first: Run, run: Run, round: number): string {
  const difference = firstDifference(run.world.trace, first.world.trace);
  return (
    `run ${round + 1} with the same seed gave another trace; the first difference is ` +
    `${JSON.stringify(difference?.event)}, which was ${JSON.stringify(difference?.other)} in run 1`
  );
}

/** The same few photos are resized in most stories: once per worker is enough. */
const remembered = rememberer();

async function runScenario(declared: Scenario, asked: RunOptions): Promise<Run> {
  // A run that is to prove that it goes the same way each time does all its work each time.
  const memory = asked.repeat === 1 ? { remembered } : {};
  const telling = { asked, engine: inject("engine"), backend: inject("backend"), ...memory };
  const run = await runStory(declared, { ...telling, system: systemOf(declared, asked) });
  if (run.error === undefined || run.error instanceof NotOnThisBackend) return run;
  // With another system than the scenario's own, the same story on its own system shows where the two first part.
  const changed = asked.revision !== undefined || asked.defects.length > 0;
  const { revision: _other, ...same } = asked;
  const own = systemOf(declared, { ...same, defects: [] });
  const reference = changed ? await runStory(declared, { ...telling, system: own }) : undefined;
  const green = reference !== undefined && reference.error === undefined ? reference.world.trace : undefined;
  return { ...run, result: { ...run.result, failure: explainFailure(run.error, run.world.trace, green) } };
}
