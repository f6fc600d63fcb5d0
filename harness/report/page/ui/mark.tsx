import type { ScenarioRow, Verdict } from "../../model/report-model.ts";

type MarkName = ScenarioRow["mark"] | Verdict["mark"];

const SIGNS: Readonly<Record<MarkName, string>> = { passed: "✓", failed: "✗", skipped: "○", unfinished: "◐" };

/** How something ended, by sign, word and colour. */
export function Mark({ mark }: { readonly mark: MarkName }) {
  return (
    <span class={`mark ${mark}`}>
      <span aria-hidden="true">{SIGNS[mark]}</span>
      <span class="unseen">{mark}</span>
    </span>
  );
}
