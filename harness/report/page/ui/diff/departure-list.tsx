import { useEffect, useRef, useState } from "preact/hooks";
import type { ShownDeparture } from "../../../model/diff-model.ts";
import { DEPARTURE_SIGNS, departureText } from "../../departure-text.ts";

/** So many are listed at once. */
const MOST_LISTED = 500;

interface DepartureListProps {
  readonly departures: readonly ShownDeparture[];
  readonly names: readonly [string, string];
  readonly chosen: number;
  readonly more: number | undefined;
  readonly onChoose: (place: number) => void;
}

/** All differences of a scenario, a line each. */
export function DepartureList({ departures, names, chosen, more, onChoose }: DepartureListProps) {
  const list = useRef<HTMLElement>(null);
  const [most, setMost] = useState(MOST_LISTED);
  const shown = Math.max(most, chosen + 1);
  useEffect(() => {
    list.current?.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const rest = departures.length - shown;
  return (
    <div class="events">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section class="departures" ref={list} tabIndex={0} aria-label="Differences: j and k walk through them">
        {sectionsOf(departures.slice(0, shown)).map(({ title, from, members }) => (
          <section key={title}>
            <h2>
              {title} <span class="count">{members.length}</span>
            </h2>
            <ol>
              {members.map((departure, index) => (
                <li key={from + index}>
                  <Line
                    departure={departure}
                    names={names}
                    chosen={from + index === chosen}
                    onChoose={() => onChoose(from + index)}
                  />
                </li>
              ))}
            </ol>
          </section>
        ))}
        {rest > 0 && (
          <button type="button" onClick={() => setMost(shown + MOST_LISTED)}>
            {Math.min(rest, MOST_LISTED)} more
          </button>
        )}
        {more !== undefined && <p class="hint none">and {more} more, which this report leaves out: --everything</p>}
      </section>
    </div>
  );
}

/** In their order: the first, what follows from it, the rest. */
function sectionsOf(departures: readonly ShownDeparture[]) {
  const [first, ...others] = departures;
  const following = others.filter(({ follows }) => follows);
  const later = others.slice(following.length);
  return [
    { title: "First divergence", from: 0, members: first ? [first] : [] },
    { title: "What follows from it", from: 1, members: following },
    { title: "Later, or of another cause", from: 1 + following.length, members: later },
  ].filter(({ members }) => members.length > 0);
}

interface LineProps {
  readonly departure: ShownDeparture;
  readonly names: readonly [string, string];
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Line({ departure, names, chosen, onChoose }: LineProps) {
  const { kind, here, there } = departure;
  const { place, text } = departureText(departure, names);
  return (
    <button type="button" class={`departure ${kind}`} aria-current={chosen} onClick={onChoose}>
      <span class="place">{place}</span>
      <span class="sign" aria-hidden="true">
        {DEPARTURE_SIGNS[kind]}
      </span>
      <span class="what">
        {kind === "changed" ? (
          text
        ) : (
          <>
            <span class="unseen">only in {names[kind === "extra" ? 0 : 1]}: </span>
            {(here ?? there)?.text}
          </>
        )}
      </span>
    </button>
  );
}
