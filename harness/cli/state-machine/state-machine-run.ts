import { EXIT } from "../../support/exit-status.ts";
import { nearest } from "../../support/nearest.ts";
import { printable } from "../../support/printable.ts";
import { UsageError } from "../../support/usage-error.ts";
import { findStateNames } from "../../tools/state-machine-player/find-state-names.ts";
import {
  MachinePlayer,
  type MachineSource,
  type PlayedMachine,
  type PlayOptions,
} from "../../tools/state-machine-player/played-machine.ts";
import { StageLog } from "../../tools/state-machine-player/stage-log.ts";
import { testedStages } from "../../tools/state-machine-player/tested-stages.ts";
import { visitsOf } from "../../tools/state-machine-player/visits.ts";
import { playOf } from "./play-for-command.ts";
import { stageLines } from "./stage-lines.ts";
import type { StateMachineOptions } from "./state-machine-options.ts";

/** Runs a machine, or one of its states alone, and prints the result. */
export async function run(file: string, options: StateMachineOptions): Promise<number> {
  const { source, play } = playOf(file, options);
  const { at } = options;
  if (at !== undefined) requireState(at, source, file);
  if (at !== undefined && options.alone) return runAlone(source, play, at, options.variables);
  const log = at === undefined ? undefined : new StageLog(at);
  const player = new MachinePlayer({ ...play, inspector: log });
  try {
    const played = await player.play(source, play);
    if (log && at !== undefined) printVisits(at, played, log);
    printEnding(played);
    return played.status === "SUCCEEDED" ? EXIT.green : EXIT.red;
  } finally {
    player.close();
  }
}

async function runAlone(
  { definition, name }: MachineSource,
  play: PlayOptions,
  state: string,
  variables: string | undefined,
): Promise<number> {
  const player = new MachinePlayer(play);
  try {
    const mock = play.testCase === undefined ? undefined : play.mocks.of(name, play.testCase)?.resultFor(state, 0);
    const { status, stages, refusal } = await testedStages(player, {
      definition,
      state,
      input: play.input,
      variables,
      mock,
    });
    if (refusal !== undefined) {
      process.stderr.write(`${printable(refusal)}\n`);
      return EXIT.red;
    }
    process.stdout.write(`${[`${state}, alone: ${status}`, ...stageLines(stages)].join("\n")}\n`);
    return status === "SUCCEEDED" || status === "CAUGHT_ERROR" ? EXIT.green : EXIT.red;
  } finally {
    player.close();
  }
}

function requireState(state: string, { definition }: MachineSource, file: string): void {
  const names = findStateNames(definition);
  if (names === undefined || names.includes(state)) return;
  const meant = nearest(state, names);
  throw new UsageError(
    `--at: ${file} has no state "${state}"${meant === undefined ? `; it has ${names.join(", ")}` : `. Did you mean ${meant}?`}`,
  );
}

function printVisits(state: string, played: PlayedMachine, log: StageLog): void {
  const visits = visitsOf(state, [played.events, ...played.nested], log.stages);
  if (visits.length === 0) process.stdout.write(`The execution did not come to ${state}.\n\n`);
  for (const [index, stages] of visits.entries()) {
    const which = visits.length === 1 ? "" : ` (${index + 1} of ${visits.length})`;
    process.stdout.write(`${[`${state}${which}`, ...stageLines(stages)].join("\n")}\n\n`);
  }
}

function printEnding({ status, waiting, output, error, cause, startedAt, events }: PlayedMachine): void {
  const seconds = ((events.at(-1)?.at ?? startedAt) - startedAt) / 1000;
  const lines = [
    `${status} after ${seconds.toFixed(3)} s of its own time, ${events.length} events`,
    ...(waiting === undefined ? [] : [`It still waits for ${waiting}, and nobody here ends that.`]),
    ...(output === undefined ? [] : stageLines([{ stage: "output", text: output }])),
    ...(error === undefined ? [] : [`  error  ${printable(error)}`]),
    ...(cause === undefined ? [] : [`  cause  ${printable(cause)}`]),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
