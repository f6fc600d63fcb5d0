import type { DefectId } from "../../../system/defects.ts";
import { MECHANISMS } from "../../comparison/defects/mechanisms.ts";
import type { Palette } from "../../support/palette.ts";
import { printable } from "../../support/printable.ts";
import type { MechanismWalk } from "./walk-mechanism.ts";

/** Of all defects, so many must be at most two clicks away in the report … */
const LEAST_WITHIN_TWO_CLICKS = 0.9;
/** … and so many must be, or directly follow from, the first divergence that the terminal names. */
const LEAST_NAMED = 0.8;

export interface WalkTally {
  readonly all: number;
  readonly withinTwoClicks: number;
  readonly named: number;
  readonly enough: boolean;
}

export function tallyOf(walks: ReadonlyMap<DefectId, MechanismWalk>): WalkTally {
  const all = walks.size;
  const withinTwoClicks = [...walks.values()].filter(({ clicks }) => clicks !== undefined).length;
  const named = [...walks.values()].filter(({ terminal }) => terminal !== "elsewhere").length;
  const enough = withinTwoClicks >= LEAST_WITHIN_TWO_CLICKS * all && named >= LEAST_NAMED * all;
  return { all, withinTwoClicks, named, enough };
}

/** A line for each defect, and both counts. */
export function walkLines(walks: ReadonlyMap<DefectId, MechanismWalk>, paint: Palette): string[] {
  const { all, withinTwoClicks, named } = tallyOf(walks);
  return [
    ...[...walks].map(([defect, { red, clicks, terminal, told }]) => {
      const near = clicks !== undefined && terminal !== "elsewhere";
      const mark = near ? paint.green("✓") : clicks === undefined ? paint.red("✗") : paint.yellow("~");
      const far = clicks === undefined ? "further" : `${clicks} click${clicks === 1 ? " " : "s"}`;
      if (!red) return `${paint.red("✗")} ${defect.padEnd(4)}not noticed by ${MECHANISMS[defect].scenario}`;
      const line = `${defect.padEnd(4)}${far.padEnd(9)} ${terminal.padEnd(13)} ${MECHANISMS[defect].scenario}`;
      return near ? `${mark} ${line}` : `${mark} ${line}\n       first divergence: ${printable(told, 200)}`;
    }),
    "",
    `at most two clicks from the failure to the mechanism: ${withinTwoClicks} of ${all}`,
    `the first divergence is the mechanism or its direct cause: ${named} of ${all}`,
  ];
}
