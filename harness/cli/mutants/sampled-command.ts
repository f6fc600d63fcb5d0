import { availableParallelism } from "node:os";
import { join } from "node:path";
import { machineTime } from "../../clock/machine-time.ts";
import { startEngine } from "../../database/engine/start-engine.ts";
import { cacheDirectory } from "../../support/cache-directory.ts";
import { EXIT } from "../../support/exit-status.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { UsageError } from "../../support/usage-error.ts";
import { Digests } from "../../tools/mutants/generated/digests.ts";
import { equivalentOf } from "../../tools/mutants/generated/equivalents.ts";
import { RedWithoutMutant } from "../../tools/mutants/generated/find-reach.ts";
import { judgeSample } from "../../tools/mutants/generated/judge-sample.ts";
import { type Mutant, nameOf } from "../../tools/mutants/generated/mutant.ts";
import { ReachMemory } from "../../tools/mutants/generated/reach-memory.ts";
import type { MutantReport } from "../../tools/mutants/generated/report.ts";
import { isIn, type Sample, sampleMutants } from "../../tools/mutants/generated/sampled-mutants.ts";
import { sourceFiles } from "../../tools/mutants/generated/source-files.ts";
import type { Verdict } from "../../tools/mutants/generated/verdict.ts";
import { VerdictMemory } from "../../tools/mutants/generated/verdict-memory.ts";
import { ProjectCopy } from "../../tools/mutants/project-copy.ts";
import { Interrupted, watchForInterruption } from "../framework/interruption.ts";
import type { OptionValues } from "../framework/options.ts";
import type { MUTANTS_OPTIONS } from "./mutants-options.ts";
import { ProgressLines } from "./progress-lines.ts";
import { publish } from "./sampled-report.ts";

type Values = OptionValues<typeof MUTANTS_OPTIONS>;

const USUAL_SIZE = 600;
const USUAL_SEED = 1;

/** `npm run mutants`: draws mutants and tells what notices them. Returns the exit status. */
export async function judgeSampled(values: Values): Promise<number> {
  const seed = values.seed ?? USUAL_SEED;
  const files = sourceFiles(PROJECT_ROOT);
  const unknown = values.folder.find((folder) => !files.some((file) => isIn(file, folder)));
  if (unknown !== undefined)
    throw new UsageError(`--folder: ${unknown} has no code of server, Lambdas or system, as server/auth has.`);
  const size = values.sample === "all" ? {} : { size: values.sample ?? USUAL_SIZE };
  const shard = values.shard ? { shard: values.shard } : {};
  const sample = await sampleMutants(PROJECT_ROOT, { seed, folders: values.folder, ...size, ...shard });
  const equivalents = sample.drawn.mutants.flatMap((mutant) => {
    const entry = equivalentOf(mutant);
    return entry ? [{ name: nameOf(mutant), reason: entry.reason }] : [];
  });
  const mutants = sample.drawn.mutants.filter((mutant) => equivalentOf(mutant) === undefined);
  if (values.list) {
    for (const mutant of mutants) process.stdout.write(`${nameOf(mutant)}\n`);
    process.stdout.write(`\n${mutants.length} of ${sample.population} mutants\n`);
    return EXIT.green;
  }
  const { population, unnamedTexts } = sample;
  const judged = await judgeUntilInterrupted(mutants, sample, values);
  if (typeof judged === "number") return judged;
  const report: MutantReport = {
    version: 1,
    seed,
    population,
    unnamedTexts: { ...unnamedTexts },
    ...shard,
    equivalents,
    verdicts: [...judged],
  };
  return publish(report, values["json-report"]);
}

/** The verdicts; or, when there are none, the exit status. */
async function judgeUntilInterrupted(
  mutants: readonly Mutant[],
  sample: Sample,
  values: Values,
): Promise<readonly Verdict[] | number> {
  using interruption = watchForInterruption();
  const stop = new AbortController();
  const run = judge(mutants, sample, values, stop.signal);
  try {
    return await Promise.race([run, interruption.interrupted]);
  } catch (error) {
    stop.abort();
    // Processes, database and copy are gone before the command ends.
    await Promise.allSettled([run]);
    if (error instanceof RedWithoutMutant) {
      process.stderr.write(`${error.message}\n`);
      return EXIT.red;
    }
    if (!(error instanceof Interrupted)) throw error;
    process.stdout.write(`\nInterrupted by ${error.message}.\n`);
    return error.exitCode;
  }
}

async function judge(
  mutants: readonly Mutant[],
  sample: Sample,
  values: Values,
  signal: AbortSignal,
): Promise<readonly Verdict[]> {
  const lines = new ProgressLines({
    write: (text) => void process.stdout.write(text),
    terminal: process.stdout.isTTY === true,
    now: machineTime.monotonicMs,
  });
  lines.say(`${mutants.length} of ${sample.population} mutants`);
  await using resources = new AsyncDisposableStack();
  const copy = resources.use(new ProjectCopy());
  const engine = await startEngine({ onProgress: (text) => void process.stderr.write(`database: ${text}\n`) });
  resources.defer(() => engine.stop());
  const { stop: _stop, lost, ...description } = engine;
  const digests = new Digests(PROJECT_ROOT);
  const reachMemory = new ReachMemory(join(cacheDirectory(process.env, "code"), "reach.json"), digests);
  const memory = values.incremental === undefined ? undefined : new VerdictMemory(values.incremental, digests);
  const judging = judgeSample(mutants, sample, {
    directory: copy.directory,
    engine: description,
    workers: Math.min(values.workers ?? availableParallelism(), Math.max(1, mutants.length)),
    signal,
    reachMemory,
    ...(memory && { memory }),
    onReach: (done, all) => lines.count("test files without a mutant", done, all),
    onVerdict: (verdict) => lines.verdict(verdict, mutants.length),
  });
  try {
    const verdicts = await (lost ? Promise.race([judging, lost]) : judging);
    lines.end();
    return verdicts;
  } finally {
    memory?.write();
  }
}
