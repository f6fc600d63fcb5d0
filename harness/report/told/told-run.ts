import type { RunFile } from "../../scenario/record/run-file.ts";
import type { ScenarioFailure } from "../../scenario/result.ts";
import type { KeptRun } from "../kept-runs/read-run.ts";
import { divergenceLabel } from "../model/divergence-kind.ts";
import type { ListedScenario } from "./listed-scenario.ts";

/** A scenario as files for other programs tell it. */
export interface ToldScenario extends ListedScenario {
  readonly failure?: ToldFailure;
}

/** Without what only a terminal shows. */
export type ToldFailure = Pick<ScenarioFailure, "expected" | "found" | "answer" | "divergence" | "place">;

/** A run as files for other programs tell it: JUnit, GitHub's annotations and summary. */
export interface ToldRun extends Omit<RunFile, "scenarios" | "state" | "owner" | "version"> {
  readonly state: KeptRun["state"];
  readonly scenarios: readonly ToldScenario[];
}

/** `failureOf` knows more of a red scenario than `run.json`. */
export function toldRun(
  file: Omit<RunFile, "owner" | "version" | "state">,
  state: KeptRun["state"],
  failureOf: (scenario: ListedScenario, index: number) => ToldFailure | undefined,
): ToldRun {
  return {
    ...file,
    state,
    scenarios: file.scenarios.map((scenario, index) => {
      const failure = scenario.mark === "failed" ? failureOf(scenario, index) : undefined;
      return failure ? { ...scenario, failure } : scenario;
    }),
  };
}

/** Red scenarios that no baseline excuses. */
export function redScenarios({ scenarios }: Pick<ToldRun, "scenarios">): readonly ToldScenario[] {
  return scenarios.filter(({ mark, knownRed }) => mark === "failed" && knownRed === undefined);
}

/** `rule`, then what was expected and found, where it first diverged, and the command: some lines of plain text. */
export function failureText({ rule, failure, error, command }: ToldScenario): string {
  const { expected, found, answer, divergence, place } = failure ?? {};
  return [
    ...(error
      ? [error.message, ...error.frames.map((frame) => `    at ${frame}`)]
      : [rule ?? "it ended without a reason"]),
    ...(expected === undefined ? [] : [`expected  ${expected}`]),
    ...(found === undefined ? [] : [`found     ${found}`]),
    ...(answer === undefined ? [] : [`answer    ${answer}`]),
    ...(divergence === undefined
      ? []
      : [
          `${divergenceLabel(divergence.event).padEnd(8)}  at ${divergence.at}, event ${divergence.sequence}: ${divergence.event}`,
        ]),
    ...(place === undefined ? [] : [`at        ${place}`]),
    ...(command === undefined ? [] : [command]),
  ].join("\n");
}
