import type { KeptRun } from "../kept-runs/read-run.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import type { RunSide } from "../model/departure.ts";
import { type ScenarioDiff, scenarioDiff } from "./scenario-diff.ts";

/** Two runs compared, scenario by scenario. */
export interface RunDiff {
  readonly version: 1;
  readonly same: boolean;
  /** Ids of both runs, and what tells them apart in sentences. */
  readonly runs: readonly [RunSide, RunSide];
  /** Those that differ: verdicts first, then by their names. */
  readonly different: readonly ScenarioDiff[];
  /** What is the same, is so in order and times, too. */
  readonly identical: boolean;
  /** Keys of those that are the same. */
  readonly alike: readonly string[];
  /** Keys of those that only one run has. */
  readonly onlyHere: readonly string[];
  readonly onlyThere: readonly string[];
  /** What of the records cannot be read, so that it was not compared. */
  readonly notices: readonly string[];
}

/** Compares the events of two kept runs by cause (compare-runs.ts); order and times are no differences. */
export function runDiff(here: KeptRun, there: KeptRun): RunDiff {
  const names = sideNames(here, there);
  const others = new Map(there.scenarios.map((kept) => [identityOf(kept), kept]));
  const different: ScenarioDiff[] = [];
  const [alike, onlyHere]: [string[], string[]] = [[], []];
  let identical = true;
  for (const kept of here.scenarios) {
    const other = others.get(identityOf(kept));
    others.delete(identityOf(kept));
    if (!other) onlyHere.push(kept.key);
    else {
      const diff = scenarioDiff(kept, other);
      if (diff) different.push(diff);
      else {
        alike.push(kept.key);
        identical &&= kept.result?.traceHash === other.result?.traceHash;
      }
    }
  }
  const onlyThere = [...others.values()].map(({ key }) => key);
  different.sort((one, other) => Number(other.verdictChanged) - Number(one.verdictChanged));
  return {
    version: 1,
    same: different.length + onlyHere.length + onlyThere.length === 0,
    runs: [
      { id: here.file.id, name: names[0] },
      { id: there.file.id, name: names[1] },
    ],
    different,
    identical,
    alike,
    onlyHere,
    onlyThere,
    notices: [...noticesOf(here, names[0]), ...noticesOf(there, names[1])],
  };
}

/** A second scenario of a file has its number by who came first, so its title tells. */
function identityOf({ key, header }: KeptScenario): string {
  return header ? `${header.id} ${header.title}` : key;
}

function noticesOf({ scenarios }: KeptRun, name: string): string[] {
  return scenarios.flatMap(({ notices }) => notices.map((notice) => `${name}: ${notice}`));
}

/** By their systems, or else by what was typed, or else by their ids. */
function sideNames(here: KeptRun, there: KeptRun): readonly [string, string] {
  const systems = [systemOf(here), systemOf(there)] as const;
  const [mine, others] = systems;
  if (mine !== undefined && others !== undefined && mine !== others) return [mine, others];
  return here.file.id === there.file.id ? ["the run", "the same run"] : [here.file.id, there.file.id];
}

/** The system of all scenarios of a run. */
function systemOf({ scenarios }: KeptRun): string | undefined {
  const systems = new Set(scenarios.flatMap(({ header }) => (header ? [header.system] : [])));
  const [only] = systems;
  return systems.size === 1 ? only : undefined;
}
