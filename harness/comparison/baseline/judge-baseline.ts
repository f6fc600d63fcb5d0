import type { ScenarioOutcome } from "../../scenario/outcome.ts";
import { stableText } from "../parity/stable-text.ts";
import { type BaselineEntry, concerns } from "./baseline-entry.ts";
import { knownRule } from "./known-rule.ts";

/** A scenario of the run, with what the baseline says of it. */
export interface Known {
  readonly outcome: ScenarioOutcome;
  readonly entry: BaselineEntry;
}

/** A run held against its baseline. Entries of scenarios that did not run are not judged. */
export interface BaselineJudgement {
  /** Red as the baseline says. */
  readonly known: readonly Known[];
  /** Red by another rule than the baseline's. */
  readonly otherReason: readonly Known[];
  /** Red, and the baseline does not know of it. */
  readonly unknown: readonly ScenarioOutcome[];
  /** The baseline says red, and it is green. */
  readonly nowGreen: readonly Known[];
  /** The baseline says red, and it could not be run here. */
  readonly notJudged: readonly Known[];
}

export function judgeBaseline(
  entries: readonly BaselineEntry[],
  outcomes: readonly ScenarioOutcome[],
): BaselineJudgement {
  const red = outcomes
    .filter(({ mark }) => mark === "failed")
    .map((outcome) => ({ outcome, ...verdictOf(entries, outcome) }));
  const pairs = entries.map((entry) => ({ entry, ran: outcomes.filter((outcome) => concerns(entry, outcome)) }));
  return {
    known: red.flatMap(({ outcome, entry, same }) => (entry && same ? { outcome, entry } : [])),
    otherReason: red.flatMap(({ outcome, entry, same }) => (entry && !same ? { outcome, entry } : [])),
    unknown: red.flatMap(({ outcome, entry }) => (entry ? [] : outcome)),
    nowGreen: pairs.flatMap(({ entry, ran }) => {
      const [outcome] = ran.filter(({ mark }) => mark === "passed");
      return outcome && ran.every(({ mark }) => mark !== "failed") ? { outcome, entry } : [];
    }),
    notJudged: pairs.flatMap(({ entry, ran: [outcome, ...others] }) =>
      outcome && [outcome, ...others].every(({ mark }) => mark === "skipped") ? { outcome, entry } : [],
    ),
  };
}

/** What the baseline says of one red scenario: the entry that knows it, if any, else one that expects another rule. */
function verdictOf(
  entries: readonly BaselineEntry[],
  outcome: ScenarioOutcome,
): { readonly entry?: BaselineEntry; readonly same: boolean } {
  const rule = knownRule(outcome);
  // What says nothing about the system is neither known nor red "for another reason".
  if (rule === undefined) return { same: false };
  const about = entries.filter((entry) => concerns(entry, outcome));
  const same = about.find((entry) => stableText(entry.rule) === rule);
  const entry = same ?? about[0];
  return { same: same !== undefined, ...(entry && { entry }) };
}
