import { machineTime } from "../../clock/machine-time.ts";
import { parseLedger } from "../../comparison/parity/ledger.ts";
import type { Sides } from "../../comparison/parity/sides.ts";
import type { ParityVerdict } from "../../comparison/parity/verdict.ts";
import { judgeSystems } from "../../comparison/systems/judge-systems.ts";
import type { RunTally } from "../../report/run-record.ts";
import type { RunOptions } from "../../scenario/run-options.ts";
import { storyId } from "../../scenario/story-id.ts";
import { EXIT } from "../../support/exit-status.ts";
import type { RunServices } from "../scenario/run-services.ts";
import type { ScenarioFile } from "../scenario/scenario-file.ts";
import { SCENARIOS_DIRECTORY } from "../scenario/scenario-settings.ts";
import type { SystemOptions } from "./read-systems.ts";

export interface SystemsComparison {
  readonly sides: Sides;
  /** What each side is run with. */
  readonly options: readonly [SystemOptions, SystemOptions];
  /** Stories of the user's own, and where they were named. */
  readonly own: Pick<RunOptions, "storyFolders" | "configPath">;
  readonly selected: readonly ScenarioFile[];
  readonly ledger: { readonly file: string; readonly text: string; readonly all: readonly string[] };
  readonly services: RunServices;
  readonly seed?: number | undefined;
}

/**
 * Runs the stories on both systems, one after the other, and compares what can be observed. Returns the exit status alone
 * when one of the runs proves nothing; throws UsageError for a ledger that cannot be read, before anything runs.
 */
export async function compareSystems(
  comparison: SystemsComparison,
): Promise<{ readonly verdict: ParityVerdict } | { readonly code: number }> {
  const { sides, options, ledger } = comparison;
  const entries = parseLedger(ledger.text, ledger.file);
  const [one, other] = sides;
  const ran = await runOn(one, options[0], comparison);
  if (ran.tally === undefined) return { code: ran.code };
  const ranOnOther = await runOn(other, options[1], comparison);
  if (ranOnOther.tally === undefined) return { code: ranOnOther.code };
  const { file, all } = ledger;
  const now = machineTime.now();
  return { verdict: judgeSystems(sides, ran.tally.outcomes, ranOnOther.tally.outcomes, { file, entries, all, now }) };
}

async function runOn(
  name: string,
  system: SystemOptions,
  { own, selected, services, seed }: SystemsComparison,
): Promise<{ readonly tally?: RunTally; readonly code: number }> {
  process.stdout.write(`\n== ${name}\n`);
  const { runScenarios } = await import("../scenario/run-scenarios.ts");
  let tally: RunTally | undefined;
  const code = await runScenarios({
    scenariosDirectory: SCENARIOS_DIRECTORY,
    selected,
    everything: false,
    idOf: (path) => storyId(path, [...(own.storyFolders ?? []), { prefix: "", directory: SCENARIOS_DIRECTORY }]),
    runOptions: {
      ...system,
      ...own,
      repeat: 1,
      observe: true,
      observeFailures: true,
      ...(seed === undefined ? {} : { seed }),
    },
    services,
    watch: false,
    verbose: false,
    withoutFailures: true,
    startedAt: machineTime.monotonicMs(),
    onTally: (finished) => {
      tally = finished;
    },
  });
  // Red stories are what is compared; a run that proves nothing is not.
  const proves = code === EXIT.green || code === EXIT.red;
  return { code, ...(proves && tally && { tally }) };
}
