import { resolve } from "node:path";
import { findParts, gapsOf, type MergedPart, mergeInto, sharedFacts } from "../../report/kept-runs/merge-runs.ts";
import { readKeptFailure } from "../../report/kept-runs/read-failure.ts";
import { readRunFile } from "../../report/kept-runs/read-run.ts";
import { RunFolder } from "../../report/kept-runs/run-folder.ts";
import { summaryLine } from "../../report/run-lines.ts";
import { failureText, redScenarios, type ToldRun, toldRun } from "../../report/told/told-run.ts";
import { wantsColours } from "../../support/colours.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { EXIT } from "../../support/exit-status.ts";
import { palette } from "../../support/palette.ts";
import { printable } from "../../support/printable.ts";
import { UsageError } from "../../support/usage-error.ts";

/** The merged run is as important as any other, and removes none. */
const KEEP_ALL = Number.MAX_SAFE_INTEGER;

export interface MergedRun {
  readonly folder: string;
  readonly told: ToldRun;
  readonly exitStatus: number;
}

/**
 * Puts the kept runs in these folders together as one run below `runs`, and prints its verdict.
 *
 * @throws UsageError where they do not fit together.
 */
export function mergeRuns(runs: string, folders: readonly string[]): MergedRun {
  if (folders.length === 0) throw new UsageError("--merge: name the folders that hold the runs: --merge DIR DIR …");
  const parts = findParts(folders.map((folder) => resolve(folder)));
  const gaps = [...gapsOf(parts), ...nothingRan(parts)];
  const red = redScenarios({ scenarios: parts.flatMap(({ file }) => file.scenarios) });
  const errors = parts.flatMap(({ file }) => file.errors ?? []);
  const exitStatus = red.length + gaps.length + errors.length > 0 ? EXIT.red : EXIT.green;
  const run = new RunFolder({ root: runs, keep: KEEP_ALL, ...sharedFacts(parts) });
  mergeInto(run, parts, exitStatus);
  if (run.lost !== undefined) throw new EnvironmentError(`The runs cannot be put together in ${runs}: ${run.lost}`);
  const told = toldRun(readRunFile(run.path), gaps.length > 0 ? "interrupted" : "ended", ({ id, title }) =>
    readKeptFailure(run.path, id, title),
  );
  print(told, parts.length);
  for (const gap of gaps) process.stderr.write(`Exit ${EXIT.red}: ${gap}.\n`);
  return { folder: run.path, told, exitStatus };
}

/** A pattern that matches nothing anywhere is green in each part. */
function nothingRan(parts: readonly MergedPart[]): readonly string[] {
  const ran = parts.some(({ file }) => file.scenarios.some(({ mark }) => mark !== "skipped"));
  return ran ? [] : ["no scenario was run in any part"];
}

function print(told: ToldRun, count: number): void {
  const paint = palette(wantsColours(process.stdout, process.env));
  const lines = redScenarios(told).map((scenario) =>
    [
      `${paint.red("✗")} ${paint.bold(scenario.id)}  ${scenario.title}`,
      ...printable(failureText(scenario), Number.POSITIVE_INFINITY)
        .split("\n")
        .map((line) => `  ${line}`),
    ].join("\n"),
  );
  const outcomes = told.scenarios.map((scenario) => ({ ...scenario, errors: [] }));
  const elapsedMs = Date.parse(told.endedAt ?? told.startedAt) - Date.parse(told.startedAt);
  const notRun = told.notRun?.length ?? 0;
  const known = told.scenarios.filter(({ mark, knownRed }) => mark === "failed" && knownRed !== undefined).length;
  const summary = summaryLine(outcomes, { elapsedMs, paint, notRun, known });
  process.stdout.write(`${[...lines, `${summary} · of ${count} ${count === 1 ? "run" : "runs"}`].join("\n\n")}\n`);
}
