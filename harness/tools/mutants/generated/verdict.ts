import type { Mutant } from "./mutant.ts";

/** What became of one mutant. */
export interface Verdict {
  readonly mutant: Mutant;
  readonly caught: "by scenario" | "by unit test" | "no" | "not judged";
  /** The story or test file that turned red, and why. */
  readonly by?: string;
  readonly why?: string;
  /** Whether any story, and any unit test, passes the place. */
  readonly reached: { readonly byScenarios: boolean; readonly byUnitTests: boolean };
}
