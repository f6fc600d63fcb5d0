import type { Palette } from "../../support/palette.ts";
import { printable } from "../../support/printable.ts";
import { durationText } from "../duration.ts";
import type { Departure, SideVerdict } from "../model/departure.ts";
import type { RunDiff } from "./run-diff.ts";
import type { ScenarioDiff } from "./scenario-diff.ts";

/** What a terminal shows at once. */
const MOST_LINES = 25;
const LONGEST_LINE = 240;
const LONGEST_VALUE = 100;

export interface DiffLinesOptions {
  readonly paint: Palette;
  /** Everything, however long it gets. */
  readonly all: boolean;
}

/** Two runs compared, for a terminal: the first divergence in the first line, then its consequences, folded. */
export function diffLines(diff: RunDiff, { paint, all }: DiffLinesOptions): string[] {
  const names = [diff.runs[0].name, diff.runs[1].name] as const;
  const lines = [...headOf(diff, names, paint), ...scenarioLines(diff, names, paint, all), ...restOf(diff, names)];
  const last = summaryOf(diff);
  if (all || lines.length < MOST_LINES) return [...lines, last];
  const left = lines.length - (MOST_LINES - 2);
  return [...lines.slice(0, MOST_LINES - 2), paint.dim(`… ${left} more lines: --all`), last];
}

type Names = readonly [string, string];

function headOf({ different: [worst], same, alike, identical }: RunDiff, names: Names, paint: Palette): string[] {
  if (same) {
    const but = identical ? "" : ", but for order and times";
    return [`${paint.green("same")}: ${counted(alike.length, "scenario")}${but}`];
  }
  if (!worst) return [];
  const { key, first, verdicts } = worst;
  if (!first) return [`${paint.bold(key)}  only the verdicts differ`, ...verdictLines(verdicts, names, paint)];
  const { here, there } = first;
  const at = here ?? there;
  const where = here ? `event ${here.sequence}` : `event ${there?.sequence} of ${names[1]}`;
  return [
    `${paint.bold(key)}  ${where} at ${durationText(at?.atMs ?? 0)}: ${departureText(first, names)}`,
    ...sidesOf(first, names, paint),
    ...verdictLines(verdicts, names, paint),
  ];
}

function departureText({ kind, here, there, part, path, values }: Departure, names: Names): string {
  if (kind === "extra") return oneLine(`only in ${names[0]}: ${here?.text}`);
  if (kind === "missing") return oneLine(`only in ${names[1]}: ${there?.text}`);
  const where = part === "outcome" ? "outcome" : `${part} ${path}`;
  const [one, other] = values ?? [];
  return oneLine(`${where}: ${shown(one)} ≠ ${shown(other)} in ${here?.text}`);
}

function sidesOf({ kind, here, there }: Departure, names: Names, paint: Palette): string[] {
  if (kind !== "changed") return [];
  const width = Math.max(names[0].length, names[1].length);
  return [
    `  ${paint.red(names[0].padEnd(width))}  ${oneLine(here?.text)}`,
    `  ${paint.green(names[1].padEnd(width))}  ${oneLine(there?.text)}`,
  ];
}

function verdictLines(verdicts: readonly [SideVerdict, SideVerdict], names: Names, paint: Palette): string[] {
  const [one, other] = verdicts;
  if (one.mark === other.mark && one.rule === other.rule) return [];
  const width = Math.max(names[0].length, names[1].length);
  return verdicts.map((verdict, side) => {
    const told = verdict.rule === undefined ? verdict.mark : oneLine(`${verdict.mark}: ${verdict.rule}`);
    const colour = verdict.mark === "passed" ? paint.green : paint.red;
    return `  ${(names[side] ?? "").padEnd(width)}  ${colour(told)}`;
  });
}

function scenarioLines({ different: [worst] }: RunDiff, names: Names, paint: Palette, all: boolean): string[] {
  if (!worst) return [];
  const [following, later] = [
    worst.others.filter(({ follows }) => follows),
    worst.others.filter(({ follows }) => !follows),
  ];
  return [
    ...folded(`what follows from it (${following.length})`, following, names, { paint, all }),
    ...folded(`later, or of another cause (${later.length})`, later, names, { paint, all }),
  ];
}

function folded(title: string, departures: readonly Departure[], names: Names, { paint, all }: DiffLinesOptions) {
  if (departures.length === 0) return [];
  const groups = [...Map.groupBy(departures, ({ group }) => group).values()];
  const lines = all
    ? departures.map((departure) => `    ${placeOf(departure, names)}  ${departureText(departure, names)}`)
    : groups.map((group) => groupLine(group, names, paint));
  return [`  ${title}`, ...lines];
}

function groupLine(group: readonly Departure[], names: Names, paint: Palette): string {
  const [one] = group;
  if (!one) return "";
  const ledTo = group.reduce((sum, departure) => sum + departure.ledTo, 0);
  const more = ledTo > 0 ? paint.dim(`, and ${counted(ledTo, "event")} below`) : "";
  if (group.length === 1) return `    ${placeOf(one, names)}  ${departureText(one, names)}${more}`;
  return `    ${placeOf(one, names)} and ${group.length - 1} like it  ${departureText(one, names)}${more}`;
}

function placeOf({ here, there }: Departure, names: Names): string {
  return here ? `#${here.sequence}` : `#${there?.sequence} (${names[1]})`;
}

function restOf({ different: [, ...others], onlyHere, onlyThere, notices }: RunDiff, names: Names): string[] {
  return [
    ...others.map((diff) => `${diff.key}  ${shortText(diff, names)}`),
    ...onlyHere.map((key) => `${key}  only in ${names[0]}`),
    ...onlyThere.map((key) => `${key}  only in ${names[1]}`),
    ...notices.map(oneLine),
  ];
}

function shortText({ first, verdicts, others }: ScenarioDiff, names: Names): string {
  const [one, other] = verdicts;
  const marks = one.mark === other.mark ? "" : `${one.mark} ≠ ${other.mark}; `;
  if (!first) return `${marks}only the verdicts differ`;
  const more = others.length > 0 ? `, and ${others.length} more` : "";
  return `${marks}${placeOf(first, names)} ${departureText(first, names)}${more}`;
}

function summaryOf({ runs, different, alike, onlyHere, onlyThere }: RunDiff): string {
  const parts = [
    `${counted(different.length, "scenario")} different`,
    `${alike.length} the same`,
    ...(onlyHere.length + onlyThere.length > 0 ? [`${onlyHere.length + onlyThere.length} in one run only`] : []),
  ];
  return `${parts.join(", ")} · ${runs[0].id} and ${runs[1].id}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return printable(text, LONGEST_VALUE);
}

/** Whatever an event holds. */
function oneLine(text: string | undefined): string {
  return printable((text ?? "").replaceAll("\n", "\\n"), LONGEST_LINE);
}
