import { clockText } from "../../clock-text.ts";
import type { ScenarioView } from "./scenario-view.ts";

/** Filter, stretch of time, and how the timeline is shown. */
export function Toolbar({ view }: { readonly view: ScenarioView }) {
  const shown = view.shown.value.length;
  const all = view.model.events.length;
  return (
    <div class="toolbar" role="toolbar" aria-label="Events">
      <label class="unseen" for="event-filter">
        Filter the events
      </label>
      <input
        id="event-filter"
        type="search"
        value={view.filter.value}
        placeholder="Filter: s:failed k:log lane:s3 text"
        title="s:failed, k:operation, k:row, k:log, k:state, lane:s3, -word, or text"
        onInput={({ currentTarget }) => view.setFilter(currentTarget.value)}
      />
      <output class="count" for="event-filter">
        {shown === all
          ? `${all.toLocaleString("en")} events`
          : `${shown.toLocaleString("en")} of ${all.toLocaleString("en")}`}
      </output>
      <Range view={view} />
      <span class="spacer" />
      <button type="button" aria-pressed={view.asTable.value} onClick={() => view.toggleTable()}>
        As a table
      </button>
      {!view.asTable.value && (
        <span class="buttons">
          <button type="button" aria-label="Further away" onClick={() => view.zoom(2)}>
            −
          </button>
          <button type="button" aria-label="Closer" onClick={() => view.zoom(0.5)}>
            +
          </button>
          <button type="button" onClick={() => view.showAll()}>
            All
          </button>
        </span>
      )}
    </div>
  );
}

function Range({ view }: { readonly view: ScenarioView }) {
  const range = view.range.value;
  if (!range) return null;
  return (
    <span class="chip">
      <span>
        {clockText(range.fromMs)} – {clockText(range.toMs)}
      </span>
      <button type="button" class="small" onClick={() => view.zoomToRange()}>
        Closer
      </button>
      <button type="button" class="small" aria-label="Forget this stretch of time" onClick={() => view.forgetRange()}>
        ✕
      </button>
    </span>
  );
}
