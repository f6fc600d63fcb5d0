import { durationText } from "../../../duration.ts";
import { clockText } from "../../clock-text.ts";
import { eventText } from "../../event-text.ts";
import type { ListItem } from "../../list-items.ts";
import { shortName } from "../../short-name.ts";
import type { ScenarioView } from "./scenario-view.ts";

const DEEPEST = 7;

interface EventRowProps {
  readonly view: ScenarioView;
  readonly item: ListItem;
  /** Of the list. */
  readonly at: number;
  readonly chosen: boolean;
}

/** One line of the list: an event, or time that was skipped. */
export function EventRow({ view, item, at, chosen }: EventRowProps) {
  if ("skipped" in item) {
    const { virtual, real } = view.skipped(item.skipped);
    return (
      <tr class="row skipped" id={`row-${at}`} aria-rowindex={at + 1}>
        <td>
          ⋯ {virtual} of waiting, skipped{real !== undefined && ` in ${real}`}
        </td>
      </tr>
    );
  }
  const index = item.event;
  const event = view.model.events[index];
  const span = view.model.spans[index];
  const lane = span && view.model.lanes[span.lane];
  if (!event || !span || !lane) return null;
  const { title, object, outcome } = eventText(event);
  const depth = Math.min(DEEPEST, view.causality.depthOf(index));
  const classes = ["row", event.kind, span.tone ?? "", chosen ? "chosen" : ""].filter((name) => name !== "");
  return (
    <tr
      class={classes.join(" ")}
      id={`row-${at}`}
      aria-rowindex={at + 1}
      aria-selected={chosen}
      onClick={() => view.select(index)}
    >
      <td class="time">{clockText(span.fromMs)}</td>
      <td class={`lane-name ${lane.kind}`} title={lane.name}>
        {shortName(lane.name)}
      </td>
      <td class="what" style={{ paddingInlineStart: `${depth * 0.6}rem` }}>
        {span.tone && <span class="sign">{span.tone === "failed" ? "✗ " : "⚡ "}</span>}
        <span class="name">{title}</span> <span class="object">{object}</span>
      </td>
      <td class="outcome">
        {event.sequence === view.divergence && <span class="flag">{view.divergenceName}</span>} {outcome}
      </td>
      <td class="took">{span.open ? "open" : span.toMs > span.fromMs ? durationText(span.toMs - span.fromMs) : ""}</td>
      {view.asTable.value && (
        <td class="caused-by">
          {event.sequence}
          {event.cause === 0 ? "" : ` ← ${event.cause}`}
        </td>
      )}
    </tr>
  );
}
