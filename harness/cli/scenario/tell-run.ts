import { relative } from "node:path";
import { machineTime } from "../../clock/machine-time.ts";
import { readKeptFailure } from "../../report/kept-runs/read-failure.ts";
import { repeatCommand } from "../../report/repeat-command.ts";
import type { RunTally } from "../../report/run-record.ts";
import { type RunEnding, runEnding } from "../../report/told/run-ending.ts";
import { type ToldRun, toldRun } from "../../report/told/told-run.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { withSlashes } from "../../support/with-slashes.ts";
import { writeReports } from "../framework/write-reports.ts";
import type { ScenarioRun } from "./scenario-run.ts";

export interface Ended {
  readonly tally: RunTally;
  /** False of a run that was interrupted. */
  readonly orderly: boolean;
  /** Undefined of a run that proves nothing. */
  readonly exitStatus: number | undefined;
}

/** The last word of a run: its `run.json`, then the files that other programs read. */
export async function tellRun(run: ScenarioRun, { tally, orderly, exitStatus }: Ended): Promise<void> {
  const ending = endingOf(run, tally);
  const { folder } = run;
  folder?.end(ending, !orderly, exitStatus);
  if (folder?.lost !== undefined) process.stderr.write(`The run could not be kept: ${folder.lost}\n`);
  const { reporters = [] } = run;
  if (reporters.length === 0 || exitStatus === undefined) return;
  await writeReports(reporters, toldOf(run, ending, orderly), {
    environment: process.env,
    ...(folder?.lost === undefined && folder && { runFolder: folder.path }),
  });
}

function endingOf(run: ScenarioRun, tally: RunTally): RunEnding {
  const files = new Map(run.selected.map(({ id, path }) => [id, withSlashes(relative(PROJECT_ROOT, path))]));
  const alone = (id: string): boolean => tally.outcomes.filter((outcome) => outcome.id === id).length === 1;
  return runEnding(tally, {
    fileOf: (id) => files.get(id),
    commandOf: (outcome) => repeatCommand(outcome, run.runOptions, alone(outcome.id)),
    baseline: run.baseline?.file.judge(tally.outcomes),
    redact: run.redact ?? [],
  });
}

function toldOf(run: ScenarioRun, { failures, scenarios, errors, notRun }: RunEnding, orderly: boolean): ToldRun {
  const { folder, shard } = run;
  const now = machineTime.now();
  const begun = now - (performance.now() - run.startedAt);
  const file = {
    id: folder?.id ?? "",
    startedAt: new Date(begun).toISOString(),
    endedAt: new Date(now).toISOString(),
    parameters: [],
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    scenarios,
    ...(errors && { errors }),
    ...(notRun && { notRun }),
    ...(shard && { shard }),
  };
  // What is kept of a scenario is without all secrets that its events gave away.
  const keptFailure = (id: string, title: string) =>
    folder?.lost === undefined && folder ? readKeptFailure(folder.path, id, title) : undefined;
  return toldRun(file, orderly ? "ended" : "interrupted", ({ id, title }, index) => {
    return keptFailure(id, title) ?? failures[index];
  });
}
