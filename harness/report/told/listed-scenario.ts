import type { OutcomeError, ScenarioOutcome } from "../../scenario/outcome.ts";
import type { RunFile } from "../../scenario/record/run-file.ts";

/** What a run knows of a scenario beside its outcome. */
export interface Listing {
  /** The scenario's file, below the project. */
  readonly file: string | undefined;
  /** What shows a red one again. */
  readonly command: string;
  /** Why the baseline knows it, of a red one that is known. */
  readonly knownRed: string | undefined;
}

export type ListedScenario = RunFile["scenarios"][number];

/** A scenario as `run.json` lists it. */
export function listedScenario(outcome: ScenarioOutcome, { file, command, knownRed }: Listing): ListedScenario {
  const { id, title, mark, realMs, note, broken, result, errors } = outcome;
  const [first] = errors;
  const byRule = isRule(first);
  return {
    id,
    title,
    mark,
    realMs: Math.round(realMs),
    ...(file !== undefined && { file }),
    ...(note !== undefined && { note }),
    ...(broken && { broken }),
    ...(result?.failure && { rule: result.failure.rule }),
    ...(mark === "failed" && { redBy: byRule ? ("rule" as const) : ("error" as const), command }),
    ...(mark === "failed" && knownRed !== undefined && { knownRed }),
    ...(mark === "failed" && !byRule && { error: listedError(first) }),
    ...(result?.skippedRealMs && { skippedRealMs: [...result.skippedRealMs] }),
    kept: result !== undefined && result.notKept === undefined,
  };
}

/** Errors that state a rule of the system; any other says that something else went wrong. */
function isRule(error: OutcomeError | undefined): boolean {
  return error?.name === "RuleBroken" || error?.name === "AssertionError";
}

function listedError(error: OutcomeError | undefined): { message: string; frames: string[] } {
  return { message: error?.message ?? "was started and never ended", frames: [...(error?.frames ?? [])] };
}
