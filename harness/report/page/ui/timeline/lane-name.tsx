import type { Lane } from "../../../model/report-model.ts";
import { shortName } from "../../short-name.ts";
import type { ScenarioView } from "../scenario/scenario-view.ts";

interface LaneNameProps {
  readonly view: ScenarioView;
  readonly lane: Lane;
  /** In pixels. */
  readonly height: number;
}

/** Beside its lane; pressed, the list shows only what happens there. */
export function LaneName({ view, lane: { kind, name }, height }: LaneNameProps) {
  const filter = `lane:${/\s/.test(name) ? `"${name}"` : name}`;
  const alone = view.filter.value === filter;
  return (
    <button
      type="button"
      class="lane-label"
      style={{ height: `${height}px` }}
      title={`Only ${name}`}
      aria-pressed={alone}
      onClick={() => view.setFilter(alone ? "" : filter)}
    >
      <span class={`lane-name ${kind}`}>{shortName(name)}</span>
    </button>
  );
}
