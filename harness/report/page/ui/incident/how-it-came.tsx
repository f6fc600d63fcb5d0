import type { IncidentModel } from "../../../model/incident-model.ts";
import { scenarioAddress } from "../../address.ts";

/** What `npm run incident` found: the cause, the events from it to what was seen, and the whole page as it was printed. */
export function HowItCame({ incident: { key, cause, chain, page } }: { readonly incident: IncidentModel }) {
  return (
    <>
      <section aria-labelledby="cause-title">
        <h2 id="cause-title">Explained by</h2>
        <p>{cause}</p>
      </section>
      <section aria-labelledby="chain-title">
        <h2 id="chain-title">What happened</h2>
        <table class="values chain">
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Run</th>
              <th scope="col">Evidence</th>
            </tr>
          </thead>
          <tbody>
            {chain.map(({ sequence, at, words, shownAt }) => (
              <tr key={sequence}>
                <td>{at.slice(11, 23)}</td>
                <td>
                  <a href={scenarioAddress(key, sequence, "event")}>{words}</a>
                </td>
                <td>{shownAt ?? <span class="nothing">not told</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <details>
        <summary>All that was inferred, also possible, refuted</summary>
        <pre class="wrap">{page}</pre>
      </details>
    </>
  );
}
