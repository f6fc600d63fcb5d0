import { durationText } from "../../../duration.ts";
import type { ScenarioRow } from "../../../model/report-model.ts";
import { scenarioAddress } from "../../address.ts";
import { scenarioFilter } from "../../scenario-filter.ts";
import { Mark } from "../mark.tsx";
import { address, changeTo } from "../route.ts";

/** All scenarios of the run, or those that the filter lets through. */
export function ScenarioTable({ scenarios }: { readonly scenarios: readonly ScenarioRow[] }) {
  const { filter } = address.value;
  const shown = scenarios.filter(scenarioFilter(filter));
  return (
    <section aria-labelledby="scenarios-title">
      <h2 id="scenarios-title">Scenarios</h2>
      <div class="filter">
        <label for="scenario-filter">Filter</label>
        <input
          id="scenario-filter"
          type="search"
          value={filter}
          placeholder="s:failed @D8 callback"
          aria-describedby="scenario-filter-help"
          onInput={({ currentTarget }) => changeTo({ page: "overview", filter: currentTarget.value })}
        />
        <output for="scenario-filter">
          {shown.length === scenarios.length ? `${shown.length}` : `${shown.length} of ${scenarios.length}`}
        </output>
        <p id="scenario-filter-help" class="hint">
          <code>s:failed</code> how it ended, <code>@D8</code> a tag (folder, system, defect), <code>-word</code>{" "}
          without it; all else is text.
        </p>
      </div>
      <table class="scenarios">
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">How it ended</span>
            </th>
            <th scope="col">Scenario</th>
            <th scope="col" class="number">
              Virtual
            </th>
            <th scope="col" class="number">
              Real
            </th>
            <th scope="col" class="number wide-only">
              Events
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p class="hint">No scenario is like that.</p>}
    </section>
  );
}

function Row({ row }: { readonly row: ScenarioRow }) {
  const { key, id, title, mark, virtualMs, realMs, events, shown, note, system } = row;
  return (
    <tr class={mark}>
      <td>
        <Mark mark={mark} />
      </td>
      <td>
        {shown ? <a href={scenarioAddress(key)}>{id}</a> : <span>{id}</span>}
        {system !== undefined && / [+-] /.test(system) && <span class="system"> {system}</span>}
        <div class="title">{title}</div>
        {note !== undefined && <div class="note">skipped: {note}</div>}
      </td>
      <td class="number">{virtualMs === undefined ? "" : durationText(virtualMs)}</td>
      <td class="number">{mark === "skipped" ? "" : durationText(realMs)}</td>
      <td class="number wide-only">{events}</td>
    </tr>
  );
}
