import type { Palette } from "../../support/palette.ts";
import type { BugVerdict } from "./judge-bug.ts";

/** The least part of the bugs that must fall to scenarios: rules are stories (docs/mutants.md). */
const LEAST_BY_SCENARIOS = 0.85;

export interface VerdictSummary {
  readonly bugs: number;
  readonly byScenario: number;
  readonly byUnitTest: number;
  readonly survived: readonly string[];
  readonly notJudged: readonly string[];
  /** Nothing survived, and enough fell to scenarios. */
  readonly passed: boolean;
}

export function summaryOf(verdicts: readonly BugVerdict[]): VerdictSummary {
  const count = (caught: BugVerdict["caught"]) => verdicts.filter((verdict) => verdict.caught === caught).length;
  const named = (caught: BugVerdict["caught"]) =>
    verdicts.filter((verdict) => verdict.caught === caught).map(({ id }) => id);
  const byScenario = count("by scenario");
  const survived = named("no");
  const notJudged = named("not judged");
  const enough = byScenario >= LEAST_BY_SCENARIOS * verdicts.length;
  return {
    bugs: verdicts.length,
    byScenario,
    byUnitTest: count("by unit test"),
    survived,
    notJudged,
    passed: enough && survived.length === 0 && notJudged.length === 0,
  };
}

/** One line: the bug, what noticed it, and of one that lived on the rule that it broke. */
export function verdictLine({ id, file, caught, by, rule, citation, why }: BugVerdict, paint: Palette): string {
  const name = `${id.padEnd(28)} ${file.padEnd(52)}`;
  if (caught === "by scenario") return `${paint.green("✓")} ${name} scenario ${by.join(", ")}`;
  if (caught === "by unit test") return `${paint.green("✓")} ${name} unit test ${by.join(", ")}`;
  const broken = `${rule} (docs/${citation})`;
  if (caught === "no") return `${paint.red("✗")} ${name} survived: ${broken}`;
  return `${paint.red("?")} ${name} not judged: ${why ?? ""}`;
}

export function summaryText(summary: VerdictSummary): string {
  const { bugs, byScenario, byUnitTest, survived, notJudged } = summary;
  const part = (count: number) => `${count} (${((100 * count) / Math.max(1, bugs)).toFixed(0)} %)`;
  const parts = [
    `${part(byScenario)} caught by scenarios`,
    `${part(byUnitTest)} by unit tests`,
    `${part(survived.length)} survived`,
    ...(notJudged.length > 0 ? [`${notJudged.length} not judged`] : []),
  ];
  return `${bugs} planted bugs: ${parts.join(", ")}`;
}
