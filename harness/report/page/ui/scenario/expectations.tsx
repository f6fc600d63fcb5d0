import type { ScenarioModel } from "../../../model/report-model.ts";
import type { ScenarioView } from "./scenario-view.ts";

type Held = NonNullable<NonNullable<ScenarioModel["result"]>["expectations"]>[number];

/** What the story expected and found, in order: all that held, and behind it what broke. */
export function Expectations({ view }: { readonly view: ScenarioView }) {
  const { expectations = [], moreExpectations, failure } = view.model.result ?? {};
  return (
    <>
      <h2>Expectations</h2>
      <ol class="expectations">
        {expectations.map((held, index) => (
          <li key={index}>
            <Expectation
              held={held}
              onShow={held.sequence > 0 ? () => view.selectSequence(held.sequence) : undefined}
            />
          </li>
        ))}
        {failure && (
          <li class="broken">
            <p>
              <span aria-hidden="true">✗ </span>
              {failure.rule} <span class="place">{failure.place}</span>
            </p>
            <Pair expected={failure.expected} found={failure.found} />
          </li>
        )}
      </ol>
      {moreExpectations !== undefined && <p class="hint">and {moreExpectations} more that held, which were not kept</p>}
    </>
  );
}

function Expectation({ held, onShow }: { readonly held: Held; readonly onShow: (() => void) | undefined }) {
  const { matcher, expected, found, place, sequence } = held;
  return (
    <>
      <p>
        <span aria-hidden="true">✓ </span>
        <code>{matcher}</code> <span class="place">{place}</span>{" "}
        {onShow && (
          <button type="button" class="to-event" onClick={onShow}>
            after event {sequence}
          </button>
        )}
      </p>
      <Pair expected={expected} found={found} />
    </>
  );
}

function Pair({ expected, found }: { readonly expected: string | undefined; readonly found: string | undefined }) {
  if (expected === undefined && found === undefined) return null;
  return (
    <dl class="pairs">
      <div>
        <dt>Expected</dt>
        <dd>{expected === "" ? "nothing further" : expected}</dd>
      </div>
      <div>
        <dt>Found</dt>
        <dd>{found}</dd>
      </div>
    </dl>
  );
}
