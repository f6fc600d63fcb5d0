import { durationText } from "../../../duration.ts";
import type { ShownEvent } from "../../../model/shown-event.ts";
import { clockText } from "../../clock-text.ts";
import { eventText } from "../../event-text.ts";
import type { ScenarioView } from "../scenario/scenario-view.ts";
import { Causes } from "./causes.tsx";
import { JsonText } from "./json-text.tsx";
import { LogDetails } from "./log-details.tsx";
import { OperationDetails } from "./operation-details.tsx";
import { Pairs } from "./pairs.tsx";
import { RowDetails } from "./row-details.tsx";

interface EventPanelProps {
  readonly view: ScenarioView;
  /** Of the scenario, in the overview. */
  readonly index: number;
}

/** The selected event with all that is known of it. */
export function EventPanel({ view, index }: EventPanelProps) {
  const selected = view.selected.value;
  const event = selected === undefined ? undefined : view.model.events[selected];
  const span = selected === undefined ? undefined : view.model.spans[selected];
  if (!event || !span || selected === undefined) {
    return <p class="hint">Choose an event in the list or in the timeline.</p>;
  }
  const { title, object } = eventText(event);
  return (
    <article class={`event ${span.tone ?? ""}`}>
      <h2>
        {span.tone === "failed" && <span class="sign">✗ </span>}
        {title} <span class="object">{object}</span>
      </h2>
      <Pairs
        pairs={[
          ["When", `${clockText(span.fromMs)} (${new Date(event.at).toISOString()})`],
          ...(span.open
            ? ([["Took", "still under way when the run ended"]] as const)
            : span.toMs > span.fromMs
              ? ([["Took", durationText(span.toMs - span.fromMs)]] as const)
              : []),
          ["Event", String(event.sequence)],
        ]}
      />
      {event.sequence === view.divergence && (
        <p class="flag-line">
          This is the {view.divergenceName}: {view.model.result?.failure?.divergence?.event}
        </p>
      )}
      <Details event={event} index={index} />
      <Causes view={view} index={selected} />
    </article>
  );
}

function Details({ event, index }: { readonly event: ShownEvent; readonly index: number }) {
  switch (event.kind) {
    case "operation":
      return <OperationDetails event={event} index={index} />;
    case "row":
      return <RowDetails event={event} />;
    case "log":
      return <LogDetails event={event} />;
    case "state":
      return (
        <Pairs
          pairs={[
            ["Machine", event.source],
            ["Execution", event.execution],
            ["Type", event.type],
            ...(event.state === "" ? [] : ([["State", event.state]] as const)),
            ...(event.detail === undefined ? [] : ([["Error", event.detail]] as const)),
          ]}
        />
      );
    case "note":
      return (
        <>
          <Pairs pairs={[["From", event.source]]} />
          {event.detail && <JsonText text={JSON.stringify(event.detail)} />}
        </>
      );
  }
}
