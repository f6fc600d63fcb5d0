import type { KeptRun } from "../kept-runs/read-run.ts";
import type { DiffModel } from "../model/diff-model.ts";
import type { IncidentModel } from "../model/incident-model.ts";
import { overviewOf } from "../model/overview.ts";
import { packScenario } from "../model/packed-scenario.ts";
import type { OverviewModel, ScenarioRow } from "../model/report-model.ts";
import { bodiesModel, type Surroundings, scenarioModel } from "../model/scenario-model.ts";
import { diffSummary } from "../run-diff/shown-diff.ts";
import type { BuiltPage } from "./build-page.ts";
import { type Compressed, compress, reportFile } from "./report-file.ts";

export interface ReportOptions extends Surroundings {
  readonly page: BuiltPage;
  /** What the data may take in the file; without it everything is in. */
  readonly mostBytes?: number;
  /** What to type for everything. */
  readonly everythingBy: string;
  /** What `npm run incident` found, of a run that it kept. */
  readonly incident?: IncidentModel;
  /** The run compared with another one. */
  readonly diff?: DiffModel;
}

/** The report of a run as one HTML file. */
export function reportOfRun(
  run: KeptRun,
  { page, mostBytes = Number.POSITIVE_INFINITY, everythingBy, diff, incident, ...around }: ReportOptions,
): string {
  const views = { ...(diff && { diff: diffSummary(diff) }), ...(incident && { incident }) };
  const overview = { ...overviewOf(run), ...views };
  const scenarios = new Map(run.scenarios.map((kept) => [kept.key, kept]));
  const parts: Part[] = [];
  for (const [index, row] of overview.scenarios.entries()) {
    const kept = scenarios.get(row.key);
    const model = kept && scenarioModel(kept, around);
    if (!model) continue;
    const rank = row.mark === "failed" ? 0 : 2;
    parts.push({ id: `scenario-${index}`, row, what: "events", rank, data: compress(packScenario(model)) });
    parts.push({ id: `bodies-${index}`, row, what: "bodies", rank: rank + 1, data: compress(bodiesModel(kept)) });
  }
  const compared = diff && compress(diff);
  const { kept, leftOut } = within(parts, mostBytes - (compared?.base64.length ?? 0));
  const told = withNotices(overview, leftOut, { mostBytes, everythingBy, differences: leftOutOf(diff) });
  return reportFile(page, [
    ["overview", compress(told)],
    ...(compared ? [["diff", compared] as const] : []),
    ...kept.map(({ id, data }) => [id, data] as const),
  ]);
}

/** `rank` tells how much it is needed: red scenarios before green ones, events before bodies. */
interface Part {
  readonly id: string;
  readonly row: ScenarioRow;
  readonly what: "events" | "bodies";
  readonly rank: number;
  readonly data: Compressed;
}

function within(parts: readonly Part[], mostBytes: number): { kept: Part[]; leftOut: Part[] } {
  const byNeed = [...parts].sort(
    (one, other) => one.rank - other.rank || one.data.base64.length - other.data.base64.length,
  );
  const chosen = new Set<Part>();
  let bytes = 0;
  for (const part of byNeed) {
    if (bytes + part.data.base64.length > mostBytes) continue;
    chosen.add(part);
    bytes += part.data.base64.length;
  }
  return { kept: parts.filter((part) => chosen.has(part)), leftOut: parts.filter((part) => !chosen.has(part)) };
}

function withNotices(
  overview: OverviewModel,
  leftOut: readonly Part[],
  { mostBytes, everythingBy, differences }: { mostBytes: number; everythingBy: string; differences: number },
): OverviewModel {
  const cut =
    differences === 0 ? [] : [`Left out: ${differences} further differences. To keep everything: ${everythingBy}`];
  if (leftOut.length === 0) return { ...overview, notices: [...cut, ...overview.notices] };
  const told = (["events", "bodies"] as const).flatMap((what) => {
    const count = leftOut.filter((part) => part.what === what).length;
    return count === 0 ? [] : [`the ${what} of ${count} scenario${count === 1 ? "" : "s"}`];
  });
  const bytes = leftOut.reduce((sum, { data }) => sum + data.base64.length, 0);
  const sentence =
    `Left out, so that the report stays below ${megabytes(mostBytes)}: ${told.join(" and ")} (${megabytes(bytes)}). ` +
    `To keep everything: ${everythingBy}`;
  const withoutEvents = new Set(leftOut.flatMap(({ what, row }) => (what === "events" ? [row] : [])));
  return {
    ...overview,
    scenarios: overview.scenarios.map((row) => (withoutEvents.has(row) ? { ...row, shown: false } : row)),
    notices: [sentence, ...cut, ...overview.notices],
  };
}

/** Differences that a comparison only counts. */
function leftOutOf(diff: DiffModel | undefined): number {
  return diff?.scenarios.reduce((sum, { more = 0 }) => sum + more, 0) ?? 0;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
