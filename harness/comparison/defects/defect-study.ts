import type { DefectId } from "../../../system/defects.ts";

/** The question about defects that a run answers; given to the workers through Vitest's `provide`. */
export type DefectStudy =
  /** Runs scenarios of the fixed system once more with each of these defects alone. */
  | { readonly kind: "each-defect"; readonly defects: readonly DefectId[] }
  /** Runs the scenario of each defect's mechanism with it, and keeps the red runs in a folder (mechanisms.ts). */
  | { readonly kind: "mechanisms"; readonly defects: readonly DefectId[]; readonly folder: string }
  /** Runs scenarios of a system with defects with smaller and smaller sets of them. */
  | { readonly kind: "smallest-sets" };

const MAX_RUNS_OF_A_SEARCH = 1000;

/** Upper bound of the runs of one scenario, for time-outs in real time. */
export function maxRuns(study: DefectStudy): number {
  return study.kind === "smallest-sets" ? MAX_RUNS_OF_A_SEARCH : 1 + study.defects.length;
}

declare module "vitest" {
  interface ProvidedContext {
    defectStudy: DefectStudy;
  }
}
