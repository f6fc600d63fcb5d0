import type { Mutant } from "./mutant.ts";
import { Reach } from "./reach.ts";
import type { ReachMemory } from "./reach-memory.ts";
import type { FileOutcome } from "./session/messages.ts";
import { type SessionPlace, shareOut } from "./session/session-pool.ts";
import type { JobOutcome } from "./session/session-process.ts";
import { storyFiles, unitTestFiles } from "./source-files.ts";

/** A story or a unit test is red, or does not end, without any mutant: nothing would be proved. */
export class RedWithoutMutant extends Error {
  override readonly name = "RedWithoutMutant";
}

export interface ReachOptions extends SessionPlace {
  readonly reachMemory: ReachMemory;
  /** Called after each test file that was run. */
  readonly onReach: (done: number, all: number) => void;
}

/** Real time, of one test file. */
const LIMIT_MS = 300_000;

/**
 * Which test files reach which of the mutants, of which the place's code has all. Each file is run in a thread of its
 * own: a thread loads a module once, and what comes second would not seem to reach it. Throws RedWithoutMutant.
 */
export async function findReach(
  mutants: readonly Mutant[],
  options: ReachOptions,
): Promise<{ readonly scenarios: Reach; readonly unitTests: Reach }> {
  const { directory, signal, reachMemory, onReach } = options;
  const stories = storyFiles(directory);
  const unitTests = unitTestFiles(directory);
  const outcomes = new Map<string, FileOutcome>();
  for (const file of [...stories, ...unitTests]) {
    const known = reachMemory.recall(file);
    if (known) outcomes.set(file, known);
  }
  const unknown = [...stories, ...unitTests].filter((file) => !outcomes.has(file));
  let done = 0;
  try {
    await shareOut(unknown, options, async (file, session) => {
      const outcome = await session.run({ kind: "run", files: [file], testTimeoutMs: LIMIT_MS }, LIMIT_MS);
      if (signal.aborted) return;
      const ran = requireNotRed(file, outcome);
      outcomes.set(file, ran);
      reachMemory.remember(ran);
      onReach(++done, unknown.length);
    });
  } finally {
    reachMemory.write();
  }
  const of = (files: readonly string[]) =>
    new Reach(
      files.flatMap((file) => outcomes.get(file) ?? []),
      mutants,
    );
  return { scenarios: of(stories), unitTests: of(unitTests) };
}

function requireNotRed(file: string, outcome: JobOutcome): FileOutcome {
  if (outcome.kind === "endless") throw new RedWithoutMutant(`Without any mutant ${file} does not come to an end.`);
  if (outcome.kind === "broken" || outcome.kind === "gone")
    throw new RedWithoutMutant(`Without any mutant ${file} cannot be run: ${outcome.why}`);
  const [ran] = outcome.files;
  if (ran === undefined) throw new RedWithoutMutant(`Without any mutant ${file} has no tests.`);
  if (ran.state === "red") throw new RedWithoutMutant(`Without any mutant ${file} is red: ${ran.why ?? ""}`);
  return ran;
}
