import type { PlantedBug } from "./planted-bug.ts";
import type { ProjectCopy } from "./project-copy.ts";
import { type CheckOptions, type CheckOutcome, runScenarioChecks, runUnitChecks } from "./run-checks.ts";

/** What became of one bug. */
export interface BugVerdict {
  readonly id: string;
  readonly file: string;
  readonly rule: string;
  readonly citation: string;
  readonly caught: "by scenario" | "by unit test" | "no" | "not judged";
  /** The first scenarios or test files that turned red. */
  readonly by: readonly string[];
  /** Why it could not be judged. */
  readonly why?: string;
}

const NAMED = 3;

/**
 * Plants the bug and asks the checks, the likeliest first, until one turns red: its own stories, all stories, the unit
 * tests beside the file.
 */
export async function judgeBug(copy: ProjectCopy, bug: PlantedBug, options: CheckOptions): Promise<BugVerdict> {
  using _planted = copy.plant(bug);
  const { id, file, rule, citation, stories } = bug;
  const base = { id, file, rule, citation };
  const scenarios = async (ids: readonly string[]) => runScenarioChecks(ids, options);
  const steps: readonly (readonly ["by scenario" | "by unit test", () => Promise<CheckOutcome>])[] = [
    ...(stories.length > 0 ? [["by scenario", () => scenarios(stories)] as const] : []),
    ["by scenario", () => scenarios([])],
    ["by unit test", () => runUnitChecks(file, options)],
  ];
  for (const [caught, check] of steps) {
    const outcome = await check();
    if (outcome.kind === "red") return { ...base, caught, by: outcome.by.slice(0, NAMED) };
    if (outcome.kind === "void") return { ...base, caught: "not judged", by: [], why: outcome.why };
  }
  return { ...base, caught: "no", by: [] };
}
