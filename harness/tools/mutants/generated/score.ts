import { folderOf } from "./source-files.ts";
import type { Verdict } from "./verdict.ts";

/** The least part, where stories reach, that must fall to stories. */
const LEAST_BY_SCENARIOS = 0.7;
/** The least part of all that must fall to stories or unit tests. */
const LEAST_WITH_UNIT_TESTS = 0.85;

/** A longer list of equivalents would be an excuse. */
const MOST_EQUIVALENTS = 0.05;

/** Counts of one folder, or of all. */
export interface FolderScore {
  readonly folder: string;
  readonly mutants: number;
  /** Some story passes the place. */
  readonly reached: number;
  readonly byScenario: number;
  readonly byUnitTest: number;
  /** Neither story nor unit test passes the place; these are among those that survived. */
  readonly unreached: number;
  readonly survived: number;
  readonly notJudged: number;
}

export function scoreOf(folder: string, verdicts: readonly Verdict[]): FolderScore {
  const count = (holds: (verdict: Verdict) => boolean) => verdicts.filter(holds).length;
  return {
    folder,
    mutants: verdicts.length,
    reached: count(({ reached }) => reached.byScenarios),
    byScenario: count(({ caught }) => caught === "by scenario"),
    byUnitTest: count(({ caught }) => caught === "by unit test"),
    unreached: count(({ reached }) => !reached.byScenarios && !reached.byUnitTests),
    survived: count(({ caught }) => caught === "no"),
    notJudged: count(({ caught }) => caught === "not judged"),
  };
}

/** By folder, in the order of their names. */
export function scoresByFolder(verdicts: readonly Verdict[]): readonly FolderScore[] {
  return [...Map.groupBy(verdicts, ({ mutant }) => folderOf(mutant.file))]
    .map(([folder, own]) => scoreOf(folder, own))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** Of the mutants that stories reach, the part that stories notice. Undefined when they reach none. */
export function partByScenarios({ byScenario, reached }: FolderScore): number | undefined {
  return reached === 0 ? undefined : byScenario / reached;
}

/** Of all mutants, the part that anything notices. Undefined when there are none. */
export function partWithUnitTests({ byScenario, byUnitTest, mutants }: FolderScore): number | undefined {
  return mutants === 0 ? undefined : (byScenario + byUnitTest) / mutants;
}

/**
 * The sentences that say what is missing; none when the thresholds are met and everything was judged. `equivalents`:
 * drawn and not judged.
 */
export function shortcomings(all: FolderScore, equivalents: number): readonly string[] {
  const drawn = all.mutants + equivalents;
  const short = (part: number | undefined, least: number, what: string) =>
    part === undefined || part >= least
      ? []
      : [`${what}: ${(100 * part).toFixed(1)} %, at least ${(100 * least).toFixed(0)} % are asked for.`];
  return [
    ...short(partByScenarios(all), LEAST_BY_SCENARIOS, "Caught by scenarios where stories reach"),
    ...short(partWithUnitTests(all), LEAST_WITH_UNIT_TESTS, "Caught by scenarios or unit tests"),
    ...(equivalents > MOST_EQUIVALENTS * drawn
      ? [`${equivalents} of ${drawn} drawn mutants are listed as equivalents, at most 5 % may be.`]
      : []),
    ...(all.notJudged > 0 ? [`${all.notJudged} mutants could not be judged.`] : []),
  ];
}
