import { durationText } from "../../../duration.ts";
import type { OverviewModel } from "../../../model/report-model.ts";
import { CopyButton } from "../copy-button.tsx";
import { useKeys } from "../keys.ts";
import { Mark } from "../mark.tsx";
import { Notices } from "../notices.tsx";
import { openScenario } from "../route.ts";
import { Failures } from "./failures.tsx";
import { ScenarioTable } from "./scenario-table.tsx";
import { Views } from "./views.tsx";

/** The first page: the verdict in one sentence, the failures, all scenarios. */
export function Overview({ model }: { readonly model: OverviewModel }) {
  const { run, verdict, failures, scenarios, notices } = model;
  const first = failures[0]?.files[0]?.scenarios[0];
  useKeys(
    first
      ? [
          {
            key: "n",
            does: "first failure",
            run: () => openScenario(first.key),
          },
        ]
      : [],
  );
  const command = ["npm run scenario", ...(run.parameters.length > 0 ? ["--", ...run.parameters] : [])].join(" ");
  return (
    <div class="overview">
      <h1 class={`verdict ${verdict.mark}`}>
        <Mark mark={verdict.mark} /> {verdict.sentence}
      </h1>
      <p class="facts">
        <span>
          <time dateTime={run.startedAt}>{run.startedAt.replace("T", " ").replace(/\.\d+Z$/, " UTC")}</time>
        </span>
        {run.realMs !== undefined && <span>{durationText(run.realMs)}</span>}
        <span>Node {run.node}</span>
        <span>{run.platform}</span>
        <span>
          <code>{command}</code> <CopyButton text={command} />
        </span>
      </p>
      <Notices notices={notices} />
      <Views model={model} />
      {failures.length > 0 && <Failures groups={failures} />}
      <ScenarioTable scenarios={scenarios} />
    </div>
  );
}
