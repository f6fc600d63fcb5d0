import type { BaselineJudgement, Known } from "../comparison/baseline/judge-baseline.ts";
import type { Palette } from "../support/palette.ts";
import { labelled, printable } from "../support/printable.ts";
import { foldedBy } from "./folded-list.ts";
import { replicaSummary } from "./replica-lines.ts";

const INDENT = "  ";
const LABEL_WIDTH = "evidence  ".length;

/** What a run's baseline says, a block each: what is known, what is green now, what could not be judged. */
export function baselineBlocks(judgement: BaselineJudgement, name: string, paint: Palette): readonly string[] {
  const { known, nowGreen, notJudged } = judgement;
  return [
    ...(known.length === 0 ? [] : [knownBlock(known, name, paint)]),
    ...(notJudged.length === 0 ? [] : [notJudgedBlock(notJudged, name, paint)]),
    ...nowGreen.map((one) => nowGreenBlock(one, name, paint)),
  ];
}

/** Lines of a red scenario's own block: why the baseline does not excuse it. */
export function otherReasonLines({ rule, reason, since }: Known["entry"], name: string): readonly string[] {
  return [
    labelled("baseline", `red for another reason: since ${since} ${name} knows it by another rule`, LABEL_WIDTH),
    labelled("", rule, LABEL_WIDTH),
    labelled("", `(${reason})`, LABEL_WIDTH),
  ];
}

function knownBlock(known: readonly Known[], name: string, paint: Palette): string {
  const folded = foldedBy(
    known,
    ({ entry }) => entry.reason,
    ({ outcome }) => outcome.id,
  );
  const replica = replicaSummary(known.map(({ outcome }) => outcome));
  const title = `${paint.yellow("~")} ${paint.bold(`${known.length} known red`)}, as ${name} says`;
  return [replica === undefined ? title : `${title}; ${replica}`, ...folded].join("\n");
}

function notJudgedBlock(notJudged: readonly Known[], name: string, paint: Palette): string {
  const folded = foldedBy(
    notJudged,
    ({ outcome }) => outcome.note ?? "no reason given",
    ({ outcome }) => outcome.id,
  );
  const count = notJudged.length;
  const title = `${count} known red could not be judged`;
  return [`${paint.yellow("○")} ${paint.bold(title)}: ${name} keeps ${count === 1 ? "it" : "them"}`, ...folded].join(
    "\n",
  );
}

function nowGreenBlock({ outcome, entry }: Known, name: string, paint: Palette): string {
  return [
    `${paint.red("✗")} ${paint.bold(outcome.id)}  ${outcome.title}`,
    INDENT + labelled("baseline", "now green: remove it, or --update-baseline", LABEL_WIDTH),
    ...[`since ${entry.since} ${name} says red: ${printable(entry.rule)}`, `(${printable(entry.reason)})`].map(
      (line) => INDENT + labelled("", line, LABEL_WIDTH),
    ),
  ].join("\n");
}
