import type { ScenarioModel } from "../../../model/report-model.ts";
import { valueDiff } from "../../value-diff.ts";
import { CopyButton } from "../copy-button.tsx";
import { Diff } from "../event/diff.tsx";
import { Evidence } from "./evidence.tsx";
import { Excerpt } from "./excerpt.tsx";
import type { ScenarioView } from "./scenario-view.ts";
import { WhoseFault } from "./whose-fault.tsx";

interface FailurePanelProps {
  readonly view: ScenarioView;
  readonly failure: NonNullable<NonNullable<ScenarioModel["result"]>["failure"]>;
  readonly parameters: readonly string[];
}

/** What broke, where it began, and how to see it again. */
export function FailurePanel({ view, failure, parameters }: FailurePanelProps) {
  const { rule, expected, found, answer, divergence, place } = failure;
  const { excerpt, id, seed, system, result } = view.model;
  return (
    <>
      <h2 class="rule">
        <span aria-hidden="true">✗ </span>
        {rule}
      </h2>
      <WhoseFault failure={failure} system={system} />
      {divergence && (
        <section class="first-divergence">
          <h3>{capitalised(view.divergenceName)}</h3>
          <button type="button" class="primary" onClick={() => view.selectSequence(divergence.sequence)}>
            To event {divergence.sequence} <kbd>d</kbd>
          </button>
          <pre class="wrap">{divergence.event}</pre>
        </section>
      )}
      {(expected !== undefined || found !== undefined) && (
        <Diff title="Expected and found" left="Expected" right="Found" lines={valueDiff(expected, found)} />
      )}
      {answer !== undefined && (
        <section>
          <h3>The answer with that status</h3>
          <pre class="wrap">{answer}</pre>
        </section>
      )}
      {excerpt ? <Excerpt excerpt={excerpt} /> : place !== undefined && <p class="place">at {place}</p>}
      {result?.evidence && <Evidence evidence={result.evidence} />}
      <Repeat command={repeatCommand(id, seed, parameters)} />
    </>
  );
}

function Repeat({ command }: { readonly command: string }) {
  return (
    <section>
      <h3>See it again</h3>
      <p class="command">
        <code>{command}</code> <CopyButton text={command} />
      </p>
    </section>
  );
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The run's own options with this scenario alone and its seed. */
function repeatCommand(id: string, seed: number, parameters: readonly string[]): string {
  const firstOption = parameters.findIndex((word) => word.startsWith("-"));
  const options = firstOption === -1 ? [] : parameters.slice(firstOption);
  const withSeed = options.some((word) => word === "--seed" || word.startsWith("--seed=")) ? [] : [`--seed ${seed}`];
  return ["npm run scenario --", id, ...withSeed, ...options.map(quoted)].join(" ");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
