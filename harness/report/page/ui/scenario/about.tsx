import { Notices } from "../notices.tsx";
import { Evidence } from "./evidence.tsx";
import type { ScenarioView } from "./scenario-view.ts";

/** What the run of this scenario depended on. */
export function About({ view }: { readonly view: ScenarioView }) {
  const { id, title, system, seed, result, notices, startAt, events } = view.model;
  const facts: readonly (readonly [string, string])[] = [
    ["Scenario", id],
    ["Title", title],
    ["System", system],
    ["Seed", String(seed)],
    ...(events.length > 0 ? ([["Begins", new Date(startAt).toISOString()]] as const) : []),
    ...(result
      ? ([
          ["Trace", result.traceHash],
          ["Engine", result.engine],
          ["Node", result.node],
          ...(result.ffmpeg === undefined ? [] : [["ffmpeg", result.ffmpeg] as const]),
        ] as const)
      : []),
  ];
  return (
    <>
      <h2>About this scenario's run</h2>
      <Notices notices={notices} />
      <dl class="pairs">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {result?.evidence && <Evidence evidence={result.evidence} />}
    </>
  );
}
