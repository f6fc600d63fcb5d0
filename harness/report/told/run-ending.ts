import type { BaselineJudgement } from "../../comparison/baseline/judge-baseline.ts";
import type { ScenarioOutcome } from "../../scenario/outcome.ts";
import { Redaction } from "../../scenario/record/redaction.ts";
import type { RunFile } from "../../scenario/record/run-file.ts";
import { worldSecrets } from "../../world/world-secrets.ts";
import type { RunTally } from "../run-record.ts";
import { listedScenario } from "./listed-scenario.ts";
import type { ToldFailure } from "./told-run.ts";

/** How a run ended, as `run.json` says it. */
export interface RunEnding extends Pick<RunFile, "scenarios" | "notRun" | "errors"> {
  /** What is known of each red scenario, in the order of `scenarios`; without secrets. */
  readonly failures: readonly (ToldFailure | undefined)[];
  /** Why a scenario's events could not be kept. */
  readonly notKept: string | undefined;
}

export interface RunEndingOptions {
  /** Below the project. */
  readonly fileOf: (id: string) => string | undefined;
  readonly commandOf: (outcome: ScenarioOutcome) => string;
  readonly baseline: BaselineJudgement | undefined;
  /** Further names whose values are secret. */
  readonly redact: readonly string[];
}

/** Everything that is written of a run's end, without secrets. */
export function runEnding(
  { outcomes, notRun, unhandledErrors }: RunTally,
  { fileOf, commandOf, baseline, redact }: RunEndingOptions,
): RunEnding {
  const known = new Map(baseline?.known.map(({ outcome, entry }) => [outcome, entry.reason]));
  const scenarios = outcomes.map((outcome) =>
    listedScenario(outcome, {
      file: fileOf(outcome.id),
      command: commandOf(outcome),
      knownRed: known.get(outcome),
    }),
  );
  const failures = outcomes.map(({ result }) => toldFailure(result?.failure));
  const errors = unhandledErrors.map(({ message, frames, while: during }) => ({
    message,
    frames: [...frames],
    ...(during !== undefined && { while: during }),
  }));
  return withoutSecrets({ scenarios, failures, errors, notRun: [...notRun], notKept: notKept(outcomes) }, redact);
}

function toldFailure(failure: ToldFailure | undefined): ToldFailure | undefined {
  if (failure === undefined) return undefined;
  const { expected, found, answer, divergence, place } = failure;
  return {
    ...(expected !== undefined && { expected }),
    ...(found !== undefined && { found }),
    ...(answer !== undefined && { answer }),
    ...(divergence && { divergence }),
    ...(place !== undefined && { place }),
  };
}

function notKept(outcomes: readonly ScenarioOutcome[]): string | undefined {
  return outcomes.find(({ result }) => result?.notKept !== undefined)?.result?.notKept;
}

/** Their patterns find secrets in texts; those that only a scenario's events give away are looked for when it is kept. */
function withoutSecrets(ending: RunEnding, names: readonly string[]): RunEnding {
  const redaction = new Redaction(
    worldSecrets().map((secret) => ["secret", secret] as const),
    names,
  );
  const text = JSON.stringify(ending);
  redaction.learn(text);
  const { notKept } = ending;
  return { ...(JSON.parse(redaction.text(text)) as RunEnding), notKept };
}
