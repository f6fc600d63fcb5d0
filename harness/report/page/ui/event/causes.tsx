import { clockText } from "../../clock-text.ts";
import { eventText } from "../../event-text.ts";
import { MOST_EFFECTS } from "../../most-effects.ts";
import { shortName } from "../../short-name.ts";
import type { ScenarioView } from "../scenario/scenario-view.ts";

interface CausesProps {
  readonly view: ScenarioView;
  readonly index: number;
}

/** What led to the event, from the beginning, and what it led to. */
export function Causes({ view, index }: CausesProps) {
  const causes = view.causality.causesOf(index);
  const effects = view.causality.effectsOf(index);
  return (
    <>
      {causes.length > 0 && (
        <section>
          <h3>
            Causes <kbd>c</kbd>
          </h3>
          <Links view={view} indices={causes} />
        </section>
      )}
      {effects.length > 0 && (
        <section>
          <h3>
            Effects <kbd>e</kbd> <span class="count">{effects.length}</span>
          </h3>
          <Links view={view} indices={effects.slice(0, MOST_EFFECTS)} />
          {effects.length > MOST_EFFECTS && <p class="hint">and {effects.length - MOST_EFFECTS} more in the list</p>}
        </section>
      )}
    </>
  );
}

function Links({ view, indices }: { readonly view: ScenarioView; readonly indices: readonly number[] }) {
  return (
    <ol class="event-links">
      {indices.map((index) => {
        const event = view.model.events[index];
        const span = view.model.spans[index];
        const lane = span && view.model.lanes[span.lane];
        if (!event || !span || !lane) return null;
        const { title, object, outcome } = eventText(event);
        return (
          <li key={index}>
            <button type="button" class={`event-link ${span.tone ?? ""}`} onClick={() => view.select(index)}>
              <span class="time">{clockText(span.fromMs)}</span>
              <span class={`lane-name ${lane.kind}`}>{shortName(lane.name)}</span>
              <span class="what">
                {span.tone === "failed" && "✗ "}
                {title} <span class="object">{object}</span> {outcome}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
