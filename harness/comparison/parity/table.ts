import type { Palette } from "../../support/palette.ts";
import { labelled, printable } from "../../support/printable.ts";
import { excerpts } from "./excerpt.ts";
import { onOneLine } from "./one-line.ts";
import type { Sides } from "./sides.ts";
import type { JudgedDifference, ParityVerdict, ScenarioVerdict } from "./verdict.ts";

const SHOWN_DIFFERENCES = 5;
const VALUE_LENGTH = 160;
const INDENT = "  ";
const BACKENDS: Sides = ["embedded", "localstack"];

/** The whole report: table, differences, the ledger's failures, summary as the last line. */
export function parityReport(verdict: ParityVerdict, paint: Palette, sides: Sides = BACKENDS): string {
  const blocks = verdict.scenarios.filter(({ comparison }) => comparison === "different");
  return [
    tableOf(verdict.scenarios, paint, sides),
    ...blocks.map((scenario) => differencesBlock(scenario, paint, sides)),
    ...(verdict.ledgerFailures.length === 0 ? [] : [ledgerBlock(verdict, paint)]),
    summaryLine(verdict, paint),
  ].join("\n\n");
}

function tableOf(scenarios: readonly ScenarioVerdict[], paint: Palette, [one, other]: Sides): string {
  const idWidth = Math.max("scenario".length, ...scenarios.map(({ id }) => id.length));
  const head = `${"scenario".padEnd(idWidth)}  ${one}  ${other}`;
  return [
    paint.bold(head),
    ...scenarios.map((scenario) => {
      const margin = " ".repeat(one.length - 1);
      return `${scenario.id.padEnd(idWidth)}  ${embeddedMark(scenario, paint)}${margin}  ${cell(scenario, paint)}`;
    }),
  ].join("\n");
}

function embeddedMark({ embedded }: ScenarioVerdict, paint: Palette): string {
  if (embedded === "passed") return paint.green("✓");
  return embedded === "failed" ? paint.red("✗") : paint.yellow("–");
}

function cell({ comparison, differences, reason }: ScenarioVerdict, paint: Palette): string {
  if (comparison === "same") return paint.green("✓");
  if (comparison === "skipped") return `${paint.yellow("–")} ${paint.dim(printable(reason ?? "", VALUE_LENGTH))}`;
  const entries = [...new Set(differences.flatMap(({ toleratedBy }) => toleratedBy))];
  const tolerated = differences.filter(({ toleratedBy }) => toleratedBy.length > 0).length;
  const toleratedText = tolerated === 0 ? "" : `${tolerated} (${entries.join(", ")})`;
  if (comparison === "tolerated") return `${paint.yellow("~")} ${toleratedText}`;
  const counted = differences.length - tolerated;
  const more = tolerated === 0 ? "" : paint.dim(`, ~ ${toleratedText}`);
  return `${paint.red("✗")} ${plural(counted, "difference")}${more}`;
}

function differencesBlock({ id, title, differences }: ScenarioVerdict, paint: Palette, sides: Sides): string {
  const counted = differences.filter(({ toleratedBy }) => toleratedBy.length === 0);
  const more = counted.length - SHOWN_DIFFERENCES;
  return [
    `${paint.red("✗")} ${paint.bold(id)}  ${title}`,
    ...counted.slice(0, SHOWN_DIFFERENCES).flatMap((difference) => differenceLines(difference, paint, sides)),
    ...(more > 0 ? [INDENT + paint.dim(`and ${plural(more, "difference")} more`)] : []),
  ].join("\n");
}

function differenceLines(difference: JudgedDifference, paint: Palette, [one, other]: Sides): string[] {
  const labelWidth = Math.max(one.length, other.length) + "  ".length;
  const values = excerpts(onOneLine(difference.embedded), onOneLine(difference.other), VALUE_LENGTH);
  return [
    paint.cyan(printable(difference.path)),
    ...labelled(one, values.embedded, labelWidth).split("\n"),
    ...labelled(other, values.other, labelWidth).split("\n"),
  ].map((line, index) => INDENT + (index === 0 ? "" : INDENT) + line);
}

function ledgerBlock({ ledgerFile, ledgerFailures }: ParityVerdict, paint: Palette): string {
  return [`${paint.red("✗")} ${paint.bold(ledgerFile)}`, ...ledgerFailures.map((failure) => INDENT + failure)].join(
    "\n",
  );
}

/** `12 scenarios: 9 same, 1 tolerated, 1 different, 1 skipped · the ledger fails 2 times`. */
function summaryLine({ scenarios, ledgerFailures }: ParityVerdict, paint: Palette): string {
  const count = (comparison: ScenarioVerdict["comparison"]) =>
    scenarios.filter((scenario) => scenario.comparison === comparison).length;
  const [same, tolerated, different, skipped] = [
    count("same"),
    count("tolerated"),
    count("different"),
    count("skipped"),
  ];
  const counts = [
    paint.green(`${same} same`),
    ...(tolerated > 0 ? [paint.yellow(`${tolerated} tolerated`)] : []),
    ...(different > 0 ? [paint.red(`${different} different`)] : []),
    ...(skipped > 0 ? [paint.yellow(`${skipped} skipped`)] : []),
  ].join(", ");
  const ledger =
    ledgerFailures.length === 0 ? "" : ` · ${paint.red(`the ledger fails ${plural(ledgerFailures.length, "time")}`)}`;
  // The exit status says that something is broken (exit-code.ts); this line says what.
  const nothing = skipped === scenarios.length ? ` · ${paint.red("nothing was compared")}` : "";
  return `${plural(scenarios.length, "scenario")}: ${counts}${nothing}${ledger}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
