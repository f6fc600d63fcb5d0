import { DEFECT_IDS, type DefectId } from "../../../system/defects.ts";
import type { ScenarioOutcome } from "../../scenario/outcome.ts";
import type { DefectTrial } from "../../scenario/result.ts";

export interface MatrixRow {
  readonly scenario: string;
  readonly title: string;
  readonly trials: readonly DefectTrial[];
}

/** What each defect alone does to each scenario of the fixed system. */
export interface Matrix {
  readonly defects: readonly DefectId[];
  readonly rows: readonly MatrixRow[];
  /** Defects that no scenario notices. */
  readonly uncaught: readonly DefectId[];
}

export interface Catch {
  readonly scenario: string;
  readonly rule: string;
}

/** @param outcomes of a study of each defect; those without trials have no row. */
export function matrixOf(defects: readonly DefectId[], outcomes: readonly ScenarioOutcome[]): Matrix {
  const rows = outcomes
    .flatMap(({ id, title, result }) =>
      result?.trials === undefined ? [] : { scenario: id, title, trials: result.trials },
    )
    .sort((a, b) => (a.scenario < b.scenario ? -1 : 1));
  const matrix = { defects: DEFECT_IDS.filter((id) => defects.includes(id)), rows };
  return { ...matrix, uncaught: matrix.defects.filter((defect) => catchesOf(matrix, defect).length === 0) };
}

/** Scenarios that turn red with the defect, and by which rule. */
export function catchesOf({ rows }: Pick<Matrix, "rows">, defect: DefectId): readonly Catch[] {
  return rows.flatMap(({ scenario, trials }) =>
    trials
      .filter((trial) => trial.defect === defect && trial.verdict === "red")
      .map(({ rule = "" }) => ({ scenario, rule })),
  );
}
