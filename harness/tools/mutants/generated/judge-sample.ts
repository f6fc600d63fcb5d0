import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { findReach, type ReachOptions } from "./find-reach.ts";
import { type Judges, judgeMutant } from "./judge-mutant.ts";
import type { Mutant } from "./mutant.ts";
import { countingCode, switchingCode } from "./rewritten-code.ts";
import { allMutants, type Sample } from "./sampled-mutants.ts";
import { shareOut } from "./session/session-pool.ts";
import type { Session } from "./session/session-process.ts";
import type { Verdict } from "./verdict.ts";
import type { VerdictMemory } from "./verdict-memory.ts";

/** Where and with what mutants are judged. */
export interface JudgeOptions extends ReachOptions {
  readonly memory?: VerdictMemory;
  readonly onVerdict: (verdict: Verdict) => void;
}

/** First which test file reaches which mutant, then mutant after mutant. Throws RedWithoutMutant. */
export async function judgeSample(
  mutants: readonly Mutant[],
  { drawn }: Pick<Sample, "drawn">,
  options: JudgeOptions,
): Promise<readonly Verdict[]> {
  const all = await allMutants(options.directory);
  const counting = [...all.code].map(([file, code]) => [file, countingCode(code, all.mutants.length)] as const);
  writeCode(options.directory, counting);
  const judges = await findReach(all.mutants, options);
  writeCode(
    options.directory,
    [...drawn.code].map(([file, code]) => [file, switchingCode(code)]),
  );
  const verdicts: (Verdict | undefined)[] = mutants.map(() => undefined);
  await shareOut(mutants.entries(), options, async ([index, mutant], session) => {
    const verdict = await judged(mutant, judges, session, options);
    if (verdict === undefined) return;
    verdicts[index] = verdict;
    options.onVerdict(verdict);
  });
  return verdicts.filter((verdict) => verdict !== undefined);
}

function writeCode(directory: string, code: Iterable<readonly [string, string]>): void {
  for (const [file, text] of code) writeFileSync(join(directory, file), text);
}

/** Nothing when the run was ended meanwhile: a session that is killed says nothing of its mutant. */
async function judged(
  mutant: Mutant,
  judges: Judges,
  session: Session,
  { memory, signal }: JudgeOptions,
): Promise<Verdict | undefined> {
  const scenarios = judges.scenarios.candidates(mutant).files;
  const unitTests = judges.unitTests.candidates(mutant).files;
  const known = memory?.recall(mutant, [...scenarios, ...unitTests]);
  if (known) {
    return { mutant, ...known, reached: { byScenarios: scenarios.length > 0, byUnitTests: unitTests.length > 0 } };
  }
  const verdict = await judgeMutant(mutant, judges, (job, limitMs) => session.run(job, limitMs));
  if (signal.aborted) return undefined;
  memory?.remember(verdict, [...scenarios, ...unitTests]);
  return verdict;
}
