import type { Mutant } from "./mutant.ts";
import type { Candidates, Reach } from "./reach.ts";
import type { SessionJob } from "./session/messages.ts";
import type { JobOutcome } from "./session/session-process.ts";
import type { Verdict } from "./verdict.ts";

/** Runs a job within a limit of real milliseconds. */
export type RunJob = (job: SessionJob, limitMs: number) => Promise<JobOutcome>;

/** Who may notice mutants. */
export interface Judges {
  readonly scenarios: Reach;
  readonly unitTests: Reach;
}

/** Stryker's factor: a place that is passed a hundred times as often is in an endless loop. */
const HIT_LIMIT_FACTOR = 100;
/** Where a place is passed once or twice, a retry or two is no endless loop yet. */
const LEAST_PASSES = 10;
/** Starting a thread and loading modules, on a busy machine. */
const OVERHEAD_MS = 40_000;
const TEST_OVERHEAD_MS = 15_000;
/** So many times as long as without a mutant is endless. */
const SLOWNESS = 5;

/** Asks the stories that reach the mutant, and when none turns red the unit tests that do. */
export async function judgeMutant(mutant: Mutant, judges: Judges, run: RunJob): Promise<Verdict> {
  const scenarios = judges.scenarios.candidates(mutant);
  const unitTests = judges.unitTests.candidates(mutant);
  const base = {
    mutant,
    reached: { byScenarios: scenarios.files.length > 0, byUnitTests: unitTests.files.length > 0 },
  };
  for (const [caught, candidates] of [["by scenario", scenarios] as const, ["by unit test", unitTests] as const]) {
    if (candidates.files.length === 0) continue;
    const outcome = await runAgainIfBroken(mutant, candidates, run);
    if (outcome.kind === "broken") return { ...base, caught: "not judged", why: outcome.why };
    if (outcome.kind === "endless") return { ...base, caught, why: "does not come to an end" };
    if (outcome.kind === "gone") return { ...base, caught, why: `the process ends: ${outcome.why}` };
    const red = outcome.files.find(({ state }) => state === "red");
    if (red) return { ...base, caught, by: red.file, ...(red.why === undefined ? {} : { why: red.why }) };
  }
  return { ...base, caught: "no" };
}

/** A process that ends by itself may have been ended by the machine; the second time it was the mutant. */
async function runAgainIfBroken(mutant: Mutant, candidates: Candidates, run: RunJob): Promise<JobOutcome> {
  const { files, durationMs, longestMs, passes } = candidates;
  const hitLimit = HIT_LIMIT_FACTOR * Math.max(passes, LEAST_PASSES);
  const testTimeoutMs = Math.round(TEST_OVERHEAD_MS + SLOWNESS * longestMs);
  const job: SessionJob = { kind: "run", files, mutant: { id: mutant.id, hitLimit }, testTimeoutMs };
  const limitMs = Math.round(OVERHEAD_MS + SLOWNESS * durationMs);
  const outcome = await run(job, limitMs);
  return outcome.kind === "broken" || outcome.kind === "gone" ? run(job, limitMs) : outcome;
}
