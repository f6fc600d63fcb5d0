import { withoutVolatile } from "../../network/divergence/volatile-text.ts";
import type { KeptRun } from "../kept-runs/read-run.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import type { FailureGroup, OverviewModel, ScenarioRow } from "./report-model.ts";
import { verdictOf } from "./verdict.ts";

/** The first page of a run's report. */
export function overviewOf(run: KeptRun): OverviewModel {
  const { file, state } = run;
  const paired = pairedWithRecords(run);
  const rows = paired.map(([listed, kept]) => rowOf(listed, kept));
  const began = Date.parse(file.startedAt);
  return {
    run: {
      id: file.id,
      state,
      startedAt: file.startedAt,
      realMs: file.endedAt === undefined ? undefined : Date.parse(file.endedAt) - began,
      parameters: file.parameters,
      node: file.node,
      platform: file.platform,
    },
    verdict: verdictOf(rows, state),
    scenarios: rows,
    failures: failureGroups(paired.map(([, kept], index) => ({ row: rows[index] as ScenarioRow, kept }))),
    notices: run.scenarios.flatMap(({ notices }) => notices),
  };
}

type Listed = KeptRun["file"]["scenarios"][number];

/**
 * Each scenario of run.json with its record. Records that run.json does not list are those of a run that goes on or was
 * killed.
 */
export function pairedWithRecords({ file, scenarios }: KeptRun): [Listed, KeptScenario | undefined][] {
  const left = new Set(scenarios);
  const pairs = file.scenarios.map((listed): [Listed, KeptScenario | undefined] => {
    const kept = [...left].find(({ header }) => header?.id === listed.id && header.title === listed.title);
    if (kept) left.delete(kept);
    return [listed, kept];
  });
  for (const kept of left) {
    if (!kept.header) continue;
    const { id, title } = kept.header;
    const rule = kept.result?.failure?.rule;
    const mark = rule === undefined ? "passed" : "failed";
    pairs.push([{ id, title, mark, realMs: 0, kept: true, ...(rule !== undefined && { rule }) }, kept]);
  }
  return pairs;
}

function rowOf(
  { id, title, mark, realMs, note, rule, skippedRealMs }: Listed,
  kept: KeptScenario | undefined,
): ScenarioRow {
  const virtualMs = kept?.result?.virtualMs;
  const system = kept?.header?.system;
  const evidence = kept?.result?.evidence;
  return {
    key: kept?.key ?? `${id} ${title}`,
    id,
    title,
    mark,
    realMs,
    ...(virtualMs !== undefined && { virtualMs }),
    ...(kept && { events: kept.events.length }),
    ...(system !== undefined && { system }),
    ...(skippedRealMs && { skippedRealMs }),
    tags: [...id.split("/").slice(0, -1), ...(system?.split(/ [+-] /) ?? [])],
    ...(note !== undefined && { note }),
    ...(rule !== undefined && { rule }),
    ...(evidence && {
      evidence: {
        same: evidence.same,
        different: evidence.different.length,
        notComparable: evidence.notComparable.length,
      },
    }),
    shown: kept !== undefined,
  };
}

function failureGroups(pairs: readonly { row: ScenarioRow; kept: KeptScenario | undefined }[]): FailureGroup[] {
  const red = pairs.filter(({ row }) => row.mark === "failed");
  const byCause = Map.groupBy(red, ({ row, kept }) => causeOf(row, kept));
  return [...byCause]
    .map(([cause, members]): FailureGroup => {
      const byFile = Map.groupBy(members, ({ row }) => row.id);
      return {
        cause,
        files: [...byFile].map(([id, lines]) => ({
          id,
          scenarios: lines.map(({ row, kept }) => {
            const { mistake, perhaps, divergence } = kept?.result?.failure ?? {};
            const sequence = divergence?.sequence;
            return {
              key: row.key,
              title: row.title,
              rule: row.rule ?? "ended without an explanation",
              ...(mistake && { mistake }),
              ...(perhaps !== undefined && { perhaps }),
              ...(sequence !== undefined && { sequence }),
            };
          }),
        })),
      };
    })
    .sort((one, other) => other.files.length - one.files.length);
}

/** What runs that went wrong in the same way have in common: the event and the part that differs, not its values. */
function causeOf(row: ScenarioRow, kept: KeptScenario | undefined): string {
  const event = kept?.result?.failure?.divergence?.event;
  if (event === undefined) return row.rule ?? "ended without an explanation";
  const withoutValues = event
    .replace(/ \((request|outcome|response|content) (\S+): .*$/s, " ($1 $2)")
    .replace(/; on the scenario's own system.*$/s, "");
  return withoutVolatile(withoutValues);
}
