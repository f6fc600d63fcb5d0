import type { OverviewModel } from "../../../model/report-model.ts";
import { diffOfRuns } from "../embedded-data.ts";
import { address } from "../route.ts";
import { DiffOfRuns } from "./diff-of-runs.tsx";
import { DiffOfScenario } from "./diff-of-scenario.tsx";

/** The run compared with another one: all of it, or the scenario that the address names. */
export function DiffPage({ overview }: { readonly overview: OverviewModel }) {
  const key = address.value.page === "diff" ? address.value.key : "";
  const part = diffOfRuns();
  if (part.state === "reading") return <p class="lone">Reading …</p>;
  if (part.state !== "read") {
    return (
      <div class="lone">
        <h1>This report compares its run with no other.</h1>
        <p>
          Make one that does: <code>npm run report -- {overview.run.id} --with RUN</code>.{" "}
          <a href="#/">All scenarios</a>
        </p>
      </div>
    );
  }
  if (key === "") return <DiffOfRuns model={part.value} />;
  const diff = part.value.scenarios.find((scenario) => scenario.key === key);
  if (diff) return <DiffOfScenario key={key} model={part.value} diff={diff} />;
  const same = part.value.alike.includes(key);
  return (
    <div class="lone">
      <h1>{same ? `${key} is the same in both runs.` : `${key} is not in both runs.`}</h1>
      <p>
        <a href="#/diff">Both runs</a>
      </p>
    </div>
  );
}
