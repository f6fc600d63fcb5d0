import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { CliOptions, Reporter, TestSpecification, Vitest } from "vitest/node";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { inspection, vitestTimeoutMs } from "./inspection.ts";
import { moduleLoading } from "./module-loading.ts";
import { tagsNamed } from "./read-tags-filter.ts";
import { longestScenarioMs, type ScenarioRun } from "./scenario-run.ts";
import { SCENARIO_SETTINGS } from "./scenario-settings.ts";

const STUDY_SETUP = fileURLToPath(new URL("../../comparison/defects/study-setup.ts", import.meta.url));
/** Stories of a repository of their own need no installed package: these names mean the harness that runs them. */
const OWN_NAMES = {
  "toq-media-harness/scenario": join(PROJECT_ROOT, "harness/scenario/index.ts"),
  "toq-media-harness/config": join(PROJECT_ROOT, "harness/world/foreign/configuration/define-config.ts"),
};
const RECORD_REACH = fileURLToPath(new URL("./changed/record-reach.ts", import.meta.url));
const REPLICA_SETUP = fileURLToPath(new URL("../../comparison/systems/replica-setup.ts", import.meta.url));
/** Vitest as this command runs it, without anything of vitest.config.ts. */
export async function startVitest(run: ScenarioRun, own: readonly Reporter[], more: CliOptions = {}): Promise<Vitest> {
  const { createVitest, BaseSequencer } = await import("vitest/node");
  /** In the order of their ids, which is that of the report, so that no result waits long for those before it. */
  class ById extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      return files.toSorted((a, b) => (run.idOf(a.moduleId) < run.idOf(b.moduleId) ? -1 : 1));
    }
  }
  const spares = run.reach && run.watch && new (await import("./changed/spare-threads.ts")).SpareThreads();
  const reporters = spares ? [...own, spares] : own;
  const options = {
    ...vitestOptions(run, reporters),
    ...(spares && { pool: spares.pool }),
    ...more,
    sequence: { sequencer: ById },
  };
  // Standard output is for the report only.
  const vitest = await createVitest(options, {}, { stdout: onStandardError(), stderr: process.stderr });
  if (spares) vitest.onClose(() => spares.close());
  return vitest;
}

function vitestOptions(run: ScenarioRun, own: readonly Reporter[]): CliOptions {
  const json = (run.reporters ?? []).flatMap(({ name, path }): ["json", { outputFile: string }][] =>
    name === "json" && path !== undefined ? [["json", { outputFile: path }]] : [],
  );
  const { storyFolders = [] } = run.runOptions;
  const { tagsFilter = [], maxFailures } = run;
  return {
    ...SCENARIO_SETTINGS,
    // Nothing in vitest.config.ts concerns this command; reading it would cost time.
    config: false,
    ...moduleLoading(run),
    root: PROJECT_ROOT,
    setupFiles: [
      ...(run.reach ? [RECORD_REACH] : []),
      ...(run.study ? [STUDY_SETUP] : []),
      ...(run.runOptions.reference ? [REPLICA_SETUP] : []),
    ],
    include: [run.scenariosDirectory, ...storyFolders.map(({ directory }) => directory)].map((directory) =>
      join(directory, "**/*.scenario.ts"),
    ),
    testTimeout: vitestTimeoutMs(longestScenarioMs(run)),
    ...inspection(run.debug),
    watch: run.watch,
    // What a change touches is known by what stories reached, and not by what they import.
    ...(run.reach && { watchTriggerPatterns: [{ pattern: /(?:)/, testsToRun: () => [] }] }),
    maxWorkers: run.debug ? 1 : (run.workers ?? Math.min(usualWorkers(run), (run.watched ?? run).selected.length)),
    reporters: [...own, ...json],
    ...(storyFolders.length > 0 && { alias: OWN_NAMES }),
    ...(run.selected.some(({ lines }) => lines !== undefined) && { includeTaskLocation: true }),
    ...(maxFailures !== undefined && { bail: maxFailures }),
    // Vitest wants to know the tags that a filter names.
    ...(tagsFilter.length > 0 && {
      tagsFilter: [...tagsFilter],
      tags: tagsNamed(tagsFilter).map((name) => ({ name: name.replaceAll("*", "") })),
    }),
  };
}

function onStandardError(): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      process.stderr.write(chunk, () => done());
    },
  });
}

/** One per core; more with a real clock, because workers then mostly wait. */
function usualWorkers({ services }: ScenarioRun): number {
  const cores = availableParallelism();
  return services.backend === "localstack" ? Math.ceil(1.5 * cores) : cores;
}
