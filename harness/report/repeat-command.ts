import type { ScenarioOutcome } from "../scenario/outcome.ts";
import type { RunOptions } from "../scenario/run-options.ts";
import { shellQuoted } from "../support/shell-quoted.ts";

/** The command that shows the same outcome again: the scenario, its seed, and what this run was asked for. */
export function repeatCommand(outcome: ScenarioOutcome, asked: RunOptions, aloneInFile: boolean): string {
  const seed = outcome.result?.seed ?? asked.seed;
  return [
    `npm run scenario -- ${shellQuoted(outcome.id)}`,
    // Several scenarios of a file share its id; the title tells them apart.
    ...(aloneInFile ? [] : [`-t ${shellQuoted(`^${outcome.title.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}$`)}`]),
    ...(seed === undefined ? [] : [`--seed ${seed}`]),
    ...(asked.revision === undefined ? [] : [`--system ${asked.revision}`]),
    ...(asked.defects.length === 0 ? [] : [`--defect ${asked.defects.join(",")}`]),
    ...(asked.photosDirectory === undefined ? [] : [`--photos ${shellQuoted(asked.photosDirectory)}`]),
    ...(asked.backend === undefined || asked.backend === "embedded" ? [] : [`--backend ${asked.backend}`]),
    ...Object.entries(asked.bootstraps ?? {}).map(([name, path]) => `--bootstrap ${shellQuoted(`${name}=${path}`)}`),
    ...(asked.repeat === 1 ? [] : [`--repeat ${asked.repeat}`]),
  ].join(" ");
}
