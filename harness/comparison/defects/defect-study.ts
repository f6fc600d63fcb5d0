import type { DefectId } from "../../../system/defects.ts";

/** What is to be learnt about defects; given to the workers through Vitest's `provide`. */
export type DefectStudy =
  /** Scenarios of the fixed system, once more with each of these defects alone. */
  | { readonly kind: "each-defect"; readonly defects: readonly DefectId[] }
  /** Scenarios of a system with defects, with ever fewer of them. */
  | { readonly kind: "smallest-sets" };

const MOST_TELLINGS_OF_A_SEARCH = 1000;

/** How often a scenario is told at most, for limits in real time. */
export function mostTellings(study: DefectStudy): number {
  return study.kind === "each-defect" ? 1 + study.defects.length : MOST_TELLINGS_OF_A_SEARCH;
}

declare module "vitest" {
  interface ProvidedContext {
    defectStudy: DefectStudy;
  }
}
