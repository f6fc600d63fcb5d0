import type { ToldEvent } from "../../../model/departure.ts";
import type { ShownDeparture } from "../../../model/diff-model.ts";
import { scenarioAddress } from "../../address.ts";
import { clockText } from "../../clock-text.ts";
import { valueDiff } from "../../value-diff.ts";
import { Diff } from "../event/diff.tsx";

interface DeparturePanelProps {
  readonly departure: ShownDeparture;
  readonly names: readonly [string, string];
  readonly scenario: string;
}

/** One difference: the event in both runs, side by side, and the part that differs. */
export function DeparturePanel({ departure, names, scenario }: DeparturePanelProps) {
  const { kind, here, there, part, path = "", values, ledTo, group } = departure;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class="panel panel-content" aria-label="The chosen difference" tabIndex={0}>
      <h2>
        {kind === "changed" ? `${part} ${path}` : kind === "extra" ? `Only in ${names[0]}` : `Only in ${names[1]}`}
      </h2>
      <div class="sides">
        <Side event={here} name={names[0]} address={here && scenarioAddress(scenario, here.sequence, "event")} />
        <Side event={there} name={names[1]} address={undefined} />
      </div>
      {values && (
        <Diff title="The part that differs" left={names[0]} right={names[1]} lines={valueDiff(values[0], values[1])} />
      )}
      {ledTo > 0 && (
        <p>
          It led to {ledTo} more event{ledTo === 1 ? "" : "s"}.
        </p>
      )}
      <p class="hint">Of the kind: {group}</p>
    </section>
  );
}

interface SideProps {
  readonly event: ToldEvent | undefined;
  readonly name: string;
  /** Of the event in this report. */
  readonly address: string | undefined;
}

function Side({ event, name, address }: SideProps) {
  return (
    <div class={event ? "side" : "side lacks"}>
      <h3>{name}</h3>
      {event ? (
        <>
          <p class="hint">
            event {event.sequence}, {clockText(event.atMs)}
          </p>
          <p>
            <code>{event.text}</code>
          </p>
          {address !== undefined && (
            <p>
              <a class="to-event" href={address}>
                To event {event.sequence} and its causes
              </a>{" "}
              <kbd>v</kbd>
            </p>
          )}
        </>
      ) : (
        <p>does not happen</p>
      )}
    </div>
  );
}
