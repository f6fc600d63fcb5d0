import { useState } from "preact/hooks";
import type { OverviewModel, ScenarioModel } from "../../../model/report-model.ts";
import { scenarioAddress } from "../../address.ts";
import { type EvidenceRow, evidenceRows, filteredEvidence } from "../../evidence-rows.ts";
import { scenarioAt } from "../embedded-data.ts";
import { useKeys } from "../keys.ts";
import { Mark } from "../mark.tsx";
import { address, changeTo, goTo } from "../route.ts";
import { HowItCame } from "./how-it-came.tsx";

/** So many rows are drawn at once. */
const MOST_ROWS = 500;
/** Longer values are folded. */
const LONGEST_VALUE = 160;
const SIGNS = { same: "=", different: "≠", "not comparable": "?" } as const;

/** What is known of an incident and what the run shows, side by side. */
export function IncidentPage({ overview }: { readonly overview: OverviewModel }) {
  const key = address.value.page === "incident" ? address.value.key : "";
  const index = overview.scenarios.findIndex((row) => row.key === key);
  const part = index === -1 ? undefined : scenarioAt(index);
  if (part?.state === "reading") return <p class="lone">Reading …</p>;
  const evidence = part?.state === "read" ? part.value.result?.evidence : undefined;
  if (part?.state === "read" && evidence) return <Loaded overview={overview} index={index} model={part.value} />;
  return (
    <div class="lone">
      <h1>{index === -1 ? `There is no scenario ${key} in this run.` : `${key} was compared with no evidence.`}</h1>
      <p>
        <a href="#/">All scenarios</a>
      </p>
    </div>
  );
}

interface LoadedProps {
  readonly overview: OverviewModel;
  readonly index: number;
  readonly model: ScenarioModel;
}

function Loaded({ overview, index, model }: LoadedProps) {
  const { key, title, result } = model;
  const row = overview.scenarios[index];
  const others = overview.scenarios.filter(({ evidence, shown }) => evidence && shown);
  const next = others[(others.findIndex((other) => other.key === key) + 1) % others.length];
  useKeys([
    {
      key: "i",
      does: "back to the scenario",
      run: () => goTo({ page: "scenario", key, event: undefined, filter: "", tab: undefined }),
    },
    ...(result?.failure
      ? [
          {
            key: "f",
            does: "the failure",
            run: () => goTo({ page: "scenario", key, event: undefined, filter: "", tab: "failure" }),
          },
        ]
      : []),
    ...(next && next.key !== key
      ? [{ key: "n", does: "next incident", run: () => goTo({ page: "incident", key: next.key, filter: "" }) }]
      : []),
  ]);
  if (!result?.evidence) return null;
  return (
    <div class="incident">
      <header>
        <h1>
          {row && <Mark mark={row.mark} />} {key}: evidence and run
        </h1>
        <p class="title">{title}</p>
        <p class="facts">
          <span>{model.system}</span>
          <span>
            <a href={scenarioAddress(key)}>This run’s events</a> <kbd>i</kbd>
          </span>
        </p>
      </header>
      {overview.incident?.key === key && <HowItCame incident={overview.incident} />}
      <Evidence scenario={key} evidence={result.evidence} />
    </div>
  );
}

interface EvidenceProps {
  readonly scenario: string;
  readonly evidence: NonNullable<NonNullable<ScenarioModel["result"]>["evidence"]>;
}

function Evidence({ scenario, evidence }: EvidenceProps) {
  const { filter } = address.value;
  const [most, setMost] = useState(MOST_ROWS);
  const all = evidenceRows(evidence);
  const rows = filteredEvidence(all, filter);
  const counts = [
    ["different", evidence.different.length],
    ["not comparable", evidence.notComparable.length],
    ["same", evidence.same],
  ] as const;
  const setFilter = (next: string): void => changeTo({ page: "incident", key: scenario, filter: next });
  return (
    <section aria-labelledby="evidence-title">
      <h2 id="evidence-title">
        {evidence.same} fields are the same, {evidence.different.length} different, {evidence.notComparable.length} not
        comparable.
      </h2>
      <div class="filter">
        <label class="unseen" for="evidence-filter">
          Filter the fields
        </label>
        <input
          id="evidence-filter"
          type="search"
          value={filter}
          placeholder="Filter: s:different text"
          onInput={({ currentTarget }) => setFilter(currentTarget.value)}
        />
        {counts.map(([mark, count]) => {
          const wanted = `s:${mark.split(" ")[0]}`;
          return (
            <button
              key={mark}
              type="button"
              aria-pressed={filter === wanted}
              onClick={() => setFilter(filter === wanted ? "" : wanted)}
            >
              {SIGNS[mark]} {mark} ({count})
            </button>
          );
        })}
      </div>
      {evidence.agreed === undefined && evidence.same > 0 && (
        <p class="hint">The values of fields that are the same were not kept by this run.</p>
      )}
      <table class="values evidence">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Evidence</th>
            <th scope="col">Run</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((row, place) => (
            <Row key={`${row.field} ${place}`} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p class="hint none">No field is like that.</p>}
      {rows.length > most && (
        <button type="button" onClick={() => setMost(most + MOST_ROWS)}>
          {Math.min(MOST_ROWS, rows.length - most)} more of {rows.length}
        </button>
      )}
    </section>
  );
}

/** A long one is folded, so that what differs stands close together. */
function Value({ text }: { readonly text: string }) {
  if (text.length <= LONGEST_VALUE) return <span>{text}</span>;
  return (
    <details>
      <summary>{text.slice(0, LONGEST_VALUE)}…</summary>
      {text}
    </details>
  );
}

function Row({ row: { field, mark, evidence, found, reason, place } }: { readonly row: EvidenceRow }) {
  return (
    <tr class={mark === "not comparable" ? "incomparable" : mark}>
      <th scope="row">
        <span class="sign" aria-hidden="true">
          {SIGNS[mark]}
        </span>{" "}
        <span class="unseen">{mark}: </span>
        {field}
        {place !== undefined && <span class="place"> {place}</span>}
      </th>
      <td>{evidence === undefined ? <span class="nothing">not told</span> : <Value text={evidence} />}</td>
      <td>
        {found !== undefined && <Value text={found} />}
        {reason !== undefined && (
          <span class="nothing">
            {found === undefined ? "" : " "}not comparable: {reason}
          </span>
        )}
      </td>
    </tr>
  );
}
