import type { OverviewModel } from "../../../model/report-model.ts";
import { incidentAddress } from "../../address.ts";

/** Ways to look at the run beside its scenarios: against another run, against the evidence of an incident. */
export function Views({ model: { diff, scenarios } }: { readonly model: OverviewModel }) {
  const incidents = scenarios.filter(({ evidence, shown }) => evidence && shown);
  if (!diff && incidents.length === 0) return null;
  return (
    <section aria-labelledby="views-title">
      <h2 id="views-title">Compared</h2>
      <ul class="views">
        {diff && (
          <li>
            <a href="#/diff">With run {diff.runs[1].id}</a> <kbd>w</kbd>{" "}
            <span class="hint">
              {diff.different.length} scenario{diff.different.length === 1 ? "" : "s"} different, {diff.alike} the same
            </span>
          </li>
        )}
        {incidents.map(({ key, evidence }) => (
          <li key={key}>
            <a href={incidentAddress(key)}>{key} with its evidence</a>{" "}
            <span class="hint">
              {evidence?.same} fields same, {evidence?.different} different, {evidence?.notComparable} not comparable
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
