import type { ScenarioOutcome } from "../../scenario/outcome.ts";
import { printable } from "../../support/printable.ts";
import { stableText } from "../parity/stable-text.ts";
import { type BaselineEntry, inFileOrder } from "./baseline-entry.ts";
import { judgeBaseline } from "./judge-baseline.ts";
import { knownRule } from "./known-rule.ts";

const NEW = "new: ";
const BEFORE = "; before: ";
const VALUE_LENGTH = 80;

export interface BaselineUpdate {
  readonly entries: readonly BaselineEntry[];
  readonly added: number;
  /** Entries whose rule is another now. */
  readonly changed: number;
  readonly removed: number;
}

/**
 * The baseline after a run: what the run says of its scenarios, everything else as it was. An entry that still holds
 * stays to the letter; what a person wrote is kept beside the new finding when the rule is another one.
 */
export function updatedBaseline(
  entries: readonly BaselineEntry[],
  outcomes: readonly ScenarioOutcome[],
  today: string,
): BaselineUpdate {
  const { known, otherReason, unknown, nowGreen } = judgeBaseline(entries, outcomes);
  const replaced = new Set([...otherReason, ...nowGreen].map(({ entry }) => entry));
  const kept = entries.filter((entry) => !replaced.has(entry) || known.some((one) => one.entry === entry));
  const shared = (outcome: ScenarioOutcome) => outcomes.filter(({ id }) => id === outcome.id).length > 1;
  const fresh = (outcome: ScenarioOutcome, before?: BaselineEntry): BaselineEntry[] => {
    const rule = knownRule(outcome);
    if (rule === undefined) return [];
    const { id, title } = outcome;
    return [{ scenario: id, ...(shared(outcome) && { title }), rule, reason: reasonOf(outcome, before), since: today }];
  };
  const added = unknown.flatMap((outcome) => fresh(outcome));
  const changed = otherReason.flatMap(({ outcome, entry }) => fresh(outcome, entry));
  return {
    entries: inFileOrder([...kept, ...added, ...changed]),
    added: added.length,
    changed: changed.length,
    removed: nowGreen.length,
  };
}

/** `new: expected 200, found 403; before: the reconciler is theirs`. */
function reasonOf({ result, errors }: ScenarioOutcome, before: BaselineEntry | undefined): string {
  const { expected, found } = result?.failure ?? {};
  const finding =
    expected === undefined && found === undefined
      ? `stops with ${inShort(result?.failure?.rule ?? errors[0]?.message.split("\n")[0])}`
      : `expected ${inShort(expected)}, found ${inShort(found)}`;
  const words = before && writtenByAPerson(before.reason);
  return NEW + finding + (words ? BEFORE + words : "");
}

function writtenByAPerson(reason: string): string | undefined {
  if (!reason.startsWith(NEW)) return reason;
  const at = reason.indexOf(BEFORE);
  return at === -1 ? undefined : reason.slice(at + BEFORE.length);
}

function inShort(value: string | undefined): string {
  const text = printable(stableText((value ?? "nothing").replaceAll(/\s+/g, " ")));
  return text.length <= VALUE_LENGTH ? text : `${text.slice(0, VALUE_LENGTH)}…`;
}
