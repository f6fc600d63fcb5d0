import { durationText } from "../../../duration.ts";
import { clockText } from "../../clock-text.ts";
import { eventText } from "../../event-text.ts";
import type { ScenarioView } from "../scenario/scenario-view.ts";

interface TooltipProps {
  readonly view: ScenarioView;
  readonly event: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** What lies under the pointer. The list says the same, so it is hidden from screen readers. */
export function Tooltip({ view, event: index, x, y, width }: TooltipProps) {
  const event = view.model.events[index];
  const span = view.model.spans[index];
  if (!event || !span) return null;
  const { title, object, outcome } = eventText(event);
  const side = x > width / 2 ? { right: `${width - x + 12}px` } : { left: `${x + 12}px` };
  return (
    <div class="tooltip" aria-hidden="true" style={{ top: `${y + 14}px`, ...side }}>
      <b>{title}</b> {object}
      <br />
      {clockText(span.fromMs)}
      {span.toMs > span.fromMs && ` · ${durationText(span.toMs - span.fromMs)}`}
      {outcome !== "" && ` · ${outcome}`}
    </div>
  );
}
