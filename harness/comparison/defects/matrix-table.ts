import { DEFECTS } from "../../../system/defects.ts";
import type { DefectTrial } from "../../scenario/result.ts";
import type { Palette } from "../../support/palette.ts";
import { type Catch, catchesOf, type Matrix } from "./matrix.ts";

const RULE_WIDTH = 110;

/** The matrix as text: a row per scenario, a column per defect; then for each defect the scenarios that notice it. */
export function matrixText(matrix: Matrix, options: { readonly paint: Palette; readonly allCatches: boolean }): string {
  return [...table(matrix, options.paint), "", ...catchLines(matrix, options)].join("\n");
}

function table({ defects, rows }: Matrix, paint: Palette): string[] {
  const width = Math.max(8, ...rows.map(({ scenario }) => scenario.length));
  const digits = defects.map((defect) => defect.slice(1).padStart(2));
  const header = (place: 0 | 1) => digits.map((number) => number[place]).join(" ");
  return [
    `${"".padEnd(width)}  ${header(0)}`.trimEnd(),
    `${"defect D".padEnd(width)}  ${header(1)}`,
    ...rows.map(({ scenario, trials }) => {
      const marks = defects.map((defect) => markOf(trials.find((trial) => trial.defect === defect)?.verdict, paint));
      return `${scenario.padEnd(width)}  ${marks.join(" ")}`;
    }),
    "",
    `${paint.red("✗")} turns red   ${paint.green("✓")} stays green   ${paint.dim("–")} never asked about   ${paint.dim("·")} asked about for a part that is never used`,
  ];
}

function markOf(verdict: DefectTrial["verdict"] | undefined, paint: Palette): string {
  if (verdict === "red") return paint.red("✗");
  if (verdict === "green") return paint.green("✓");
  return paint.dim(verdict === "unused" ? "·" : "–");
}

function catchLines(matrix: Matrix, { paint, allCatches }: { paint: Palette; allCatches: boolean }): string[] {
  return matrix.defects.flatMap((defect) => {
    const catches = catchesOf(matrix, defect);
    const shown = allCatches ? catches : fewest(catches);
    const more = catches.length - shown.length;
    return [
      `${paint.bold(defect.padEnd(4))}${DEFECTS[defect].title}`,
      ...shown.map(({ scenario, rule }) => `    ${paint.red("✗")} ${scenario}: ${short(rule)}`),
      ...(more > 0 ? [paint.dim(`      and ${more} more`)] : []),
      ...(catches.length === 0 ? [`    ${paint.yellow("caught by no scenario")}`] : []),
    ];
  });
}

const SHOWN = 2;

function fewest(catches: readonly Catch[]): readonly Catch[] {
  return catches.slice(0, SHOWN);
}

function short(rule: string): string {
  return rule.length <= RULE_WIDTH ? rule : `${rule.slice(0, RULE_WIDTH - 1)}…`;
}
