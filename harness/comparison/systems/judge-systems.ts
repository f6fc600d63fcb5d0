import type { ScenarioOutcome } from "../../scenario/outcome.ts";
import { entriesOf } from "../parity/ledger.ts";
import type { Sides } from "../parity/sides.ts";
import { judgeRuns, type Ledger, type ParityVerdict } from "../parity/verdict.ts";
import { compareRuns } from "./compare-runs.ts";
import type { SystemRun } from "./system-run.ts";

/** One story on one of two systems. */
interface ComparedRun extends SystemRun {
  readonly mark: ScenarioOutcome["mark"];
  readonly title: string;
  /** Why it was skipped. */
  readonly reason?: string;
}

/**
 * The verdict on all stories of two systems. A story that is red on both is compared as well: what counts is whether the
 * two systems do the same. Throws when an observation is not plain data.
 */
export function judgeSystems(
  sides: Sides,
  one: readonly ScenarioOutcome[],
  other: readonly ScenarioOutcome[],
  ledger: Ledger,
): ParityVerdict {
  const runs = (outcomes: readonly ScenarioOutcome[]) =>
    new Map(outcomes.map((outcome) => [outcome.id, runOf(outcome)]));
  return judgeRuns(
    runs(one),
    runs(other),
    { ...ledger, entries: entriesOf(sides, ledger.entries) },
    { skippedReason, differences },
  );
}

function runOf({ mark, title, note, errors, result }: ScenarioOutcome): ComparedRun {
  // A story that left no result hung, or could not be loaded.
  const failure = result?.failure ?? { rule: errors[0]?.message.split("\n")[0] ?? "it never ended" };
  return {
    mark,
    title,
    virtual: result?.virtualMs !== undefined,
    atRest: result?.atRest ?? false,
    ...(mark === "failed" && { failure }),
    ...(result?.startedAtMs !== undefined && {
      span: { startMs: result.startedAtMs, lengthMs: result.virtualMs ?? result.realMs },
    }),
    ...(result?.pace && { pulls: result.pace.pulls }),
    ...(note !== undefined && { reason: note }),
    ...(result?.observation && { observation: result.observation }),
  };
}

function skippedReason(one: ComparedRun | undefined, other: ComparedRun | undefined): string | undefined {
  const skipped = [one, other].find((run) => run?.mark === "skipped");
  return skipped && (skipped.reason ?? "no reason given");
}

function differences(id: string, one: ComparedRun | undefined, other: ComparedRun | undefined) {
  if (one && other) return compareRuns(id, one, other);
  const text = (run: ComparedRun | undefined) => (run ? "ran" : "did not run");
  return [{ scenario: id, path: "outcome", embedded: text(one), other: text(other) }];
}
