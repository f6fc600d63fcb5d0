import type { Observation } from "../../scenario/observation.ts";
import { EXIT } from "../../support/exit-status.ts";
import { compareObservations, type Difference } from "./compare.ts";
import type { LedgerEntry } from "./ledger.ts";
import { LedgerJudgement } from "./ledger-judgement.ts";

export type Backend = "embedded" | "localstack";

/** How one scenario ended on one backend. */
export interface BackendRun {
  readonly mark: "passed" | "failed" | "skipped";
  /** Why it failed or was skipped. */
  readonly reason?: string;
  readonly title: string;
  /** Of a scenario that passed. */
  readonly observation?: Observation;
}

/** All scenarios of a run on one backend, by id. */
export type BackendRuns = ReadonlyMap<string, BackendRun>;

export interface JudgedDifference extends Difference {
  /** Ids of the ledger's entries that tolerate it; when there are none, the difference counts. */
  readonly toleratedBy: readonly string[];
}

export interface ScenarioVerdict {
  readonly id: string;
  readonly title: string;
  /** How it ended on the first side. */
  readonly embedded: BackendRun["mark"] | "missing";
  readonly comparison: "same" | "tolerated" | "different" | "skipped";
  /** Of a skipped one. */
  readonly reason?: string;
  readonly differences: readonly JudgedDifference[];
}

/** The outcome of a parity run as plain data; `JSON.stringify` makes the machine-readable result. */
export interface ParityVerdict {
  readonly scenarios: readonly ScenarioVerdict[];
  readonly ledgerFile: string;
  /** One sentence each. */
  readonly ledgerFailures: readonly string[];
  readonly code: number;
}

/** The ledger of a comparison. */
export interface Ledger {
  readonly file: string;
  readonly entries: readonly LedgerEntry[];
  /** Ids of all scenarios that there are. */
  readonly all: readonly string[];
  /** Milliseconds since the epoch, by which entries expire. */
  readonly now: number;
}

/** How two runs of one scenario are compared. */
export interface Comparing<Run> {
  /** Why the two cannot be compared. */
  skippedReason(one: Run | undefined, other: Run | undefined): string | undefined;
  differences(id: string, one: Run | undefined, other: Run | undefined): readonly Difference[];
}

/** Throws when an observation is not plain data. */
export function judge(runs: Readonly<Record<Backend, BackendRuns>>, ledger: Ledger): ParityVerdict {
  return judgeRuns(runs.embedded, runs.localstack, ledger, { skippedReason, differences: differencesOf });
}

/** The verdict on two sets of runs, whatever they ran on. */
export function judgeRuns<Run extends Pick<BackendRun, "mark" | "title">>(
  one: ReadonlyMap<string, Run>,
  other: ReadonlyMap<string, Run>,
  ledger: Ledger,
  comparing: Comparing<Run>,
): ParityVerdict {
  const judgement = new LedgerJudgement(ledger.entries);
  const ids = [...new Set([...one.keys(), ...other.keys()])];
  const scenarios = ids.map((id) => judgeScenario(id, one.get(id), other.get(id), judgement, comparing));
  const ledgerFailures = judgement.failures({ ran: ids, all: [...new Set([...ledger.all, ...ids])], now: ledger.now });
  return { scenarios, ledgerFile: ledger.file, ledgerFailures, code: codeOf(scenarios, ledgerFailures) };
}

function judgeScenario<Run extends Pick<BackendRun, "mark" | "title">>(
  id: string,
  embedded: Run | undefined,
  other: Run | undefined,
  judgement: LedgerJudgement,
  comparing: Comparing<Run>,
): ScenarioVerdict {
  const shared = { id, title: (embedded ?? other)?.title ?? "", embedded: embedded?.mark ?? "missing" } as const;
  const skipped = comparing.skippedReason(embedded, other);
  if (skipped !== undefined) return { ...shared, comparison: "skipped", reason: skipped, differences: [] };
  const differences = comparing.differences(id, embedded, other).map((difference) => ({
    ...difference,
    toleratedBy: judgement.toleratedBy(difference),
  }));
  const counted = differences.filter(({ toleratedBy }) => toleratedBy.length === 0);
  const comparison = counted.length > 0 ? "different" : differences.length > 0 ? "tolerated" : "same";
  return { ...shared, comparison, differences };
}

/** A scenario that one backend cannot run proves nothing, unless it failed on the other. */
function skippedReason(embedded: BackendRun | undefined, other: BackendRun | undefined): string | undefined {
  const runs = [other, embedded].filter((run) => run !== undefined);
  if (runs.some(({ mark }) => mark === "failed")) return undefined;
  const skipped = runs.find(({ mark }) => mark === "skipped");
  return skipped && (skipped.reason ?? "no reason given");
}

function differencesOf(id: string, embedded: BackendRun | undefined, other: BackendRun | undefined): Difference[] {
  if (embedded?.observation && other?.observation && embedded.mark === "passed" && other.mark === "passed") {
    return compareObservations(id, embedded.observation, other.observation);
  }
  return [{ scenario: id, path: "outcome", embedded: outcomeOf(embedded), other: outcomeOf(other) }];
}

function outcomeOf(run: BackendRun | undefined): string {
  if (run === undefined) return "did not run";
  const reason = run.reason ?? "no reason given";
  if (run.mark !== "passed") return `${run.mark}: ${reason}`;
  return run.observation ? "passed" : "passed, but nothing was observed";
}

function codeOf(scenarios: readonly ScenarioVerdict[], ledgerFailures: readonly string[]): number {
  if (ledgerFailures.length > 0) return EXIT.red;
  if (scenarios.some(({ comparison }) => comparison === "different")) return EXIT.red;
  // As in exit-code.ts: a run without any scenario proves nothing.
  return scenarios.every(({ comparison }) => comparison === "skipped") ? EXIT.ourBug : EXIT.green;
}
