import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineDescription } from "../../../database/engine/engine.ts";
import { type Judges, judgeMutant } from "./judge-mutant.ts";
import type { Mutant } from "./mutant.ts";
import { Reach } from "./reach.ts";
import type { FileOutcome } from "./session/messages.ts";
import { Session } from "./session/session-process.ts";
import { storyFiles, unitTestFiles } from "./source-files.ts";
import type { Verdict } from "./verdict.ts";
import type { VerdictMemory } from "./verdict-memory.ts";

export interface JudgeOptions {
  /** A copy of the project; code with mutants is written there. */
  readonly directory: string;
  readonly engine: EngineDescription;
  /** Processes that judge at the same time. */
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly memory?: VerdictMemory;
  /** Called after each test file that was run without a mutant. */
  readonly onReach: (done: number, all: number) => void;
  readonly onVerdict: (verdict: Verdict) => void;
}

/** A story or a unit test is red, or does not end, without any mutant: nothing would be proved. */
export class RedWithoutMutant extends Error {
  override readonly name = "RedWithoutMutant";
}

const REACH_LIMIT_MS = 300_000;

/** First which test file reaches which mutant, then mutant after mutant. Throws RedWithoutMutant. */
export async function judgeSample(
  mutants: readonly Mutant[],
  code: ReadonlyMap<string, string>,
  options: JudgeOptions,
): Promise<readonly Verdict[]> {
  const { directory, engine, workers, signal } = options;
  for (const [file, text] of code) writeFileSync(join(directory, file), text);
  await using sessions = new AsyncDisposableStack();
  const all = Array.from({ length: workers }, () => sessions.use(new Session(directory, engine)));
  signal.addEventListener("abort", () => void sessions.disposeAsync(), { once: true });
  const judges = await reachOf(all, options);
  const verdicts: (Verdict | undefined)[] = mutants.map(() => undefined);
  await shareOut([...mutants.entries()], all, signal, async ([index, mutant], session) => {
    const verdict = await judged(mutant, judges, session, options.memory);
    if (signal.aborted) return;
    verdicts[index] = verdict;
    options.onVerdict(verdict);
  });
  return verdicts.filter((verdict) => verdict !== undefined);
}

async function judged(
  mutant: Mutant,
  judges: Judges,
  session: Session,
  memory: VerdictMemory | undefined,
): Promise<Verdict> {
  const scenarios = judges.scenarios.candidates(mutant).files;
  const unitTests = judges.unitTests.candidates(mutant).files;
  const known = memory?.recall(mutant, [...scenarios, ...unitTests]);
  if (known) {
    return { mutant, ...known, reached: { byScenarios: scenarios.length > 0, byUnitTests: unitTests.length > 0 } };
  }
  const verdict = await judgeMutant(mutant, judges, (job, limitMs) => session.run(job, limitMs));
  memory?.remember(verdict, [...scenarios, ...unitTests]);
  return verdict;
}

/** Each test file in a thread of its own: a thread loads a module once, and whatever comes second would not seem to reach it. */
async function reachOf(sessions: readonly Session[], options: JudgeOptions): Promise<Judges> {
  const { directory, signal, onReach } = options;
  const stories = storyFiles(directory);
  const files = [...stories, ...unitTestFiles(directory)];
  const outcomes = new Map<string, FileOutcome>();
  await shareOut(files, sessions, signal, async (file, session) => {
    const outcome = await session.run({ kind: "run", files: [file] }, REACH_LIMIT_MS);
    if (signal.aborted) return;
    outcomes.set(file, outcomeOf(file, outcome));
    onReach(outcomes.size, files.length);
  });
  const of = (some: readonly string[]) => new Reach(some.flatMap((file) => outcomes.get(file) ?? []));
  return { scenarios: of(stories), unitTests: of(files.slice(stories.length)) };
}

function outcomeOf(file: string, outcome: Awaited<ReturnType<Session["run"]>>): FileOutcome {
  if (outcome.kind === "endless") throw new RedWithoutMutant(`Without any mutant ${file} does not come to an end.`);
  if (outcome.kind === "broken") throw new RedWithoutMutant(`Without any mutant ${file} cannot be run: ${outcome.why}`);
  const [ran] = outcome.files;
  if (ran === undefined) throw new RedWithoutMutant(`Without any mutant ${file} has no tests.`);
  if (ran.state === "red") throw new RedWithoutMutant(`Without any mutant ${file} is red: ${ran.why ?? ""}`);
  return ran;
}

/** Each session takes the next piece of work as soon as it is free. */
async function shareOut<T>(
  work: readonly T[],
  sessions: readonly Session[],
  signal: AbortSignal,
  perform: (piece: T, session: Session) => Promise<void>,
): Promise<void> {
  const waiting = [...work];
  const taking = async (session: Session): Promise<void> => {
    for (let piece = waiting.shift(); piece !== undefined && !signal.aborted; piece = waiting.shift()) {
      await perform(piece, session);
    }
  };
  await Promise.all(sessions.map(taking));
}
