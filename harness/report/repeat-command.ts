import type { ScenarioOutcome } from "../scenario/outcome.ts";
import type { RunOptions } from "../scenario/run-options.ts";
import { shellQuoted } from "../support/shell-quoted.ts";

/** The command that shows the same outcome again: the scenario, its seed and this run's options. */
export function repeatCommand(outcome: ScenarioOutcome, runOptions: RunOptions, aloneInFile: boolean): string {
  const seed = outcome.result?.seed ?? runOptions.seed;
  const system = runOptions.foreign?.name ?? runOptions.revision;
  return [
    `npm run scenario -- ${shellQuoted(outcome.id)}`,
    // Several scenarios of a file share its id, so the title is needed too.
    ...(aloneInFile ? [] : [`-t ${shellQuoted(`^${outcome.title.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}$`)}`]),
    ...(seed === undefined ? [] : [`--seed ${seed}`]),
    ...(runOptions.configPath === undefined ? [] : [`--config ${shellQuoted(runOptions.configPath)}`]),
    ...(system === undefined ? [] : [`--system ${shellQuoted(system)}`]),
    ...(runOptions.defects.length === 0 ? [] : [`--defect ${runOptions.defects.join(",")}`]),
    ...(runOptions.photosDirectory === undefined ? [] : [`--photos ${shellQuoted(runOptions.photosDirectory)}`]),
    ...(runOptions.backend === undefined || runOptions.backend === "embedded"
      ? []
      : [`--backend ${runOptions.backend}`]),
    ...Object.entries(runOptions.bootstraps ?? {}).map(
      ([name, path]) => `--bootstrap ${shellQuoted(`${name}=${path}`)}`,
    ),
    ...(runOptions.repeat === 1 ? [] : [`--repeat ${runOptions.repeat}`]),
  ].join(" ");
}
