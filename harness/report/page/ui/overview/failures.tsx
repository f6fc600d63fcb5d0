import type { FailureGroup, FailureLine } from "../../../model/report-model.ts";
import { scenarioAddress } from "../../address.ts";

/** Red scenarios by what first went wrong in them. */
export function Failures({ groups }: { readonly groups: readonly FailureGroup[] }) {
  return (
    <section aria-labelledby="failures-title">
      <h2 id="failures-title">What went wrong</h2>
      <ol class="failure-groups">
        {groups.map((group) => (
          <li key={group.cause}>
            <Group group={group} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Group({ group: { cause, files } }: { readonly group: FailureGroup }) {
  const count = files.reduce((sum, { scenarios }) => sum + scenarios.length, 0);
  return (
    <article class="failure-group">
      <h3>
        <code>{cause}</code>
        {count > 1 && <span class="count"> {count} scenarios</span>}
      </h3>
      <ul>
        {files.map(({ id, scenarios }) => (
          <li key={id}>
            {scenarios.map((line) => (
              <Line key={line.key} id={id} line={line} />
            ))}
          </li>
        ))}
      </ul>
    </article>
  );
}

function Line({ id, line }: { readonly id: string; readonly line: FailureLine }) {
  const { key, title, rule, mistake, perhaps, sequence } = line;
  return (
    <div class="failure-line">
      <a href={scenarioAddress(key)}>{id}</a>
      {sequence !== undefined && (
        <a class="to-event" href={scenarioAddress(key, sequence, "event")}>
          event {sequence} <span class="unseen">of {id}</span> →
        </a>
      )}
      <p>{title}</p>
      <p class="rule">
        {mistake && <b>A mistake of the story: </b>}
        {rule}
      </p>
      {perhaps !== undefined && <p class="rule">Perhaps: {perhaps}</p>}
    </div>
  );
}
