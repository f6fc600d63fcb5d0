import type { DiffModel, DiffScenario } from "../../../model/diff-model.ts";
import { diffAddress, scenarioAddress } from "../../address.ts";
import { departureText } from "../../departure-text.ts";
import { useKeys } from "../keys.ts";
import { Notices } from "../notices.tsx";
import { goTo } from "../route.ts";
import { SideMark } from "./side-mark.tsx";

/** Two runs compared, scenario by scenario. */
export function DiffOfRuns({ model }: { readonly model: DiffModel }) {
  const { runs, scenarios, alike, identical, onlyHere, onlyThere, notices } = model;
  const [first] = scenarios;
  useKeys(
    first
      ? [
          {
            key: "n",
            does: "first scenario that differs",
            run: () => goTo({ page: "diff", key: first.key, departure: undefined, filter: "" }),
          },
        ]
      : [],
  );
  return (
    <div class="overview">
      <h1>{headline(model)}</h1>
      <p class="hint">
        <b>{runs[0].name}</b>: {runs[0].id}; <b>{runs[1].name}</b>: {runs[1].id}. Events are compared by cause: the
        order of independent ones, their times, and ids that correspond are no differences.
      </p>
      <Notices notices={notices} />
      {scenarios.length > 0 && (
        <section aria-labelledby="different-title">
          <h2 id="different-title">Different</h2>
          <ol class="failure-groups">
            {scenarios.map((scenario) => (
              <li key={scenario.key}>
                <Different scenario={scenario} model={model} />
              </li>
            ))}
          </ol>
        </section>
      )}
      <Keys title={`Only in ${runs[0].name}`} keys={onlyHere} linked />
      <Keys title={`Only in ${runs[1].name}`} keys={onlyThere} />
      <Keys title={identical ? "The same" : "The same, but for order and times"} keys={alike} linked />
    </div>
  );
}

function headline({ scenarios, alike }: DiffModel): string {
  const both = scenarios.length + alike.length;
  if (both === 0) return "The two runs have no scenario in common.";
  if (scenarios.length === 0) return both === 1 ? "The scenario is the same." : `All ${both} scenarios are the same.`;
  return both === 1 ? "The scenario differs." : `${scenarios.length} of ${both} scenarios differ.`;
}

function Different({ scenario, model }: { readonly scenario: DiffScenario; readonly model: DiffModel }) {
  const { key, title, verdicts, departures, more = 0 } = scenario;
  const names = [model.runs[0].name, model.runs[1].name] as const;
  const [first] = departures;
  const told = first && departureText(first, names);
  return (
    <article class="failure-group different">
      <div class="failure-line">
        <a href={diffAddress(key)}>{key}</a>
        <span class="marks">
          <SideMark verdict={verdicts[0]} name={names[0]} /> <SideMark verdict={verdicts[1]} name={names[1]} />
        </span>
        <p>{title}</p>
        <p class="rule">
          {told ? (
            <>
              {told.place} {told.text}
            </>
          ) : (
            "Only the verdicts differ."
          )}
        </p>
        {departures.length > 1 && <p>and {departures.length - 1 + more} more differences</p>}
      </div>
    </article>
  );
}

interface KeysProps {
  readonly title: string;
  readonly keys: readonly string[];
  /** This report has them. */
  readonly linked?: boolean;
}

function Keys({ title, keys, linked = false }: KeysProps) {
  if (keys.length === 0) return null;
  return (
    <details>
      <summary>
        {title} ({keys.length})
      </summary>
      <ul class="keys-list">
        {keys.map((key) => (
          <li key={key}>{linked ? <a href={scenarioAddress(key)}>{key}</a> : key}</li>
        ))}
      </ul>
    </details>
  );
}
