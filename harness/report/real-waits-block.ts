import type { ScenarioOutcome } from "../scenario/outcome.ts";

/** Says once for a run whose processes lived in virtual time and waited in real time. */
export function realWaitsBlock(outcomes: readonly ScenarioOutcome[]): readonly string[] {
  const programs = new Set(outcomes.flatMap(({ result }) => result?.pace?.realWaits ?? []));
  if (programs.size === 0) return [];
  const names = [...programs].toSorted().join(", ");
  return [`clock     ${names} saw the world's time, and waited in the machine's (docs/time.md)`];
}
