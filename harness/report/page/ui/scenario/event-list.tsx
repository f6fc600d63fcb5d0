import { useEffect, useRef, useState } from "preact/hooks";
import { EventRow } from "./event-row.tsx";
import type { ScenarioView } from "./scenario-view.ts";
import { useListMeasures } from "./use-list-measures.ts";
import { step } from "./use-scenario-keys.ts";

/** Rows above and below what is seen that are drawn too. */
const BEYOND = 12;

/** All events that are shown, of which only the rows in sight are drawn. */
export function EventList({ view }: { readonly view: ScenarioView }) {
  const box = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const { height, rowHeight } = useListMeasures(box);
  const items = view.items.value;
  const at = view.selectedItem.value;
  useEffect(() => {
    if (box.current && at >= 0) scrollIntoSight(box.current, at, rowHeight);
  }, [at, rowHeight]);
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - BEYOND);
  const last = Math.min(items.length, Math.ceil((scrollTop + height) / rowHeight) + BEYOND);
  const page = Math.max(1, Math.floor(height / rowHeight) - 1);
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  return (
    <section class="events" aria-label="Events">
      <div ref={box} class="rows" onScroll={({ currentTarget }) => setScrollTop(currentTarget.scrollTop)}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are chosen by keyboard.
          role="grid"
          tabIndex={0}
          aria-label="Events in the order of virtual time: time, part, what, outcome, duration"
          aria-rowcount={items.length}
          aria-activedescendant={at >= first && at < last ? `row-${at}` : undefined}
          style={{ height: `${items.length * rowHeight}px`, "--row-height": `${rowHeight}px` }}
          onKeyDown={(event) => {
            const move = moves[event.key];
            if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            step(view, move);
          }}
        >
          <thead class="unseen">
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Part</th>
              <th scope="col">What</th>
              <th scope="col">Outcome</th>
              <th scope="col">Took</th>
              {view.asTable.value && <th scope="col">Event, and the one that caused it</th>}
            </tr>
          </thead>
          <tbody style={{ transform: `translateY(${first * rowHeight}px)` }}>
            {items.slice(first, last).map((item, index) => (
              <EventRow key={first + index} view={view} item={item} at={first + index} chosen={first + index === at} />
            ))}
          </tbody>
        </table>
      </div>
      {items.length === 0 && <p class="hint none">No event is like that.</p>}
    </section>
  );
}

function scrollIntoSight(box: HTMLElement, at: number, rowHeight: number): void {
  const top = at * rowHeight;
  if (top < box.scrollTop || top + rowHeight > box.scrollTop + box.clientHeight) {
    box.scrollTop = Math.max(0, top - box.clientHeight / 3);
  }
}
