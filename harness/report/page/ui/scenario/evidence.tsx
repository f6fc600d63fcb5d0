import type { ScenarioModel } from "../../../model/report-model.ts";

type EvidenceModel = NonNullable<NonNullable<ScenarioModel["result"]>["evidence"]>;

/** How the run compares with what is known of the incident. */
export function Evidence({ evidence: { same, different, notComparable } }: { readonly evidence: EvidenceModel }) {
  return (
    <section>
      <h3>Evidence of the incident</h3>
      <p>
        {same} fields are the same, {different.length} different, {notComparable.length} not comparable.
      </p>
      {different.length > 0 && (
        <table class="values">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Expected</th>
              <th scope="col">Found</th>
            </tr>
          </thead>
          <tbody>
            {different.map(({ field, expected, found }) => (
              <tr key={field} class="changed">
                <th scope="row">≠ {field}</th>
                <td>{expected}</td>
                <td>{found}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {notComparable.length > 0 && (
        <details>
          <summary>Not comparable</summary>
          <dl class="pairs">
            {notComparable.map(({ field, reason }) => (
              <div key={field}>
                <dt>{field}</dt>
                <dd>{reason}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}
