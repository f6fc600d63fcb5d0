import { describeEvent } from "../../network/describe-event.ts";
import { compareRuns, type Divergence } from "../../network/divergence/compare-runs.ts";
import type { ComparedRun } from "../../network/divergence/event-difference.ts";
import { withoutVolatile } from "../../network/divergence/volatile-text.ts";
import type { TraceEvent } from "../../network/trace.ts";
import { comparedRun } from "../kept-runs/compared-run.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import type { Departure, SideVerdict, ToldEvent } from "../model/departure.ts";
import { effectCounts, kinOf } from "./family.ts";

/** How one scenario differs between two runs. */
export interface ScenarioDiff {
  readonly key: string;
  readonly title: string;
  readonly verdicts: readonly [SideVerdict, SideVerdict];
  readonly verdictChanged: boolean;
  /** Absent where only the verdicts differ. */
  readonly first?: Departure;
  /** All others, each with how it hangs together with the first. */
  readonly others: readonly Departure[];
}

/** Undefined when both are the same, whatever their order and times. */
export function scenarioDiff(here: KeptScenario, there: KeptScenario): ScenarioDiff | undefined {
  const verdicts = [verdictOf(here), verdictOf(there)] as const;
  const verdictChanged = endOf(here) !== endOf(there);
  const hash = here.result?.traceHash;
  if (!verdictChanged && hash !== undefined && hash === there.result?.traceHash) return undefined;
  const runs = [comparedRun(here), comparedRun(there)] as const;
  const departures = compareRuns(...runs, { here: wasTold(here), there: wasTold(there) });
  if (departures.length === 0 && !verdictChanged) return undefined;
  const [first, ...others] = departuresOf(departures, runs);
  return {
    key: here.key,
    title: here.header?.title ?? here.key,
    verdicts,
    verdictChanged,
    ...(first && { first }),
    others,
  };
}

/** A red story may have ended anywhere; so may one whose record was cut off. */
function wasTold({ result }: KeptScenario): boolean {
  return result !== undefined && result.failure === undefined;
}

function verdictOf({ header, result, events }: KeptScenario): SideVerdict {
  return {
    system: header?.system ?? "",
    mark: result === undefined ? "unknown" : result.failure ? "failed" : "passed",
    ...(result?.failure && { rule: result.failure.rule }),
    ...(result?.virtualMs !== undefined && { virtualMs: result.virtualMs }),
    events: events.length,
  };
}

function endOf({ result }: KeptScenario): string {
  if (result === undefined) return "unknown";
  const { rule, expected, found } = result.failure ?? {};
  return withoutVolatile(JSON.stringify([rule, expected, found]));
}

function departuresOf(divergences: readonly Divergence[], runs: readonly [ComparedRun, ComparedRun]): Departure[] {
  const [first] = divergences;
  if (!first) return [];
  const counts = [effectCounts(runs[0].events), effectCounts(runs[1].events)] as const;
  const kin = [kinOf(runs[0].events, eventHere(first)), kinOf(runs[1].events, eventThere(first))] as const;
  return divergences.map((divergence) => {
    const [mine, others] = [eventHere(divergence), eventThere(divergence)];
    const related = (side: 0 | 1, event: TraceEvent | undefined): boolean =>
      event !== undefined && kin[side].has(event.sequence);
    return {
      kind: divergence.kind,
      ...(mine && { here: told(mine, runs[0]) }),
      ...(others && { there: told(others, runs[1]) }),
      ...(divergence.kind === "changed" && {
        part: divergence.difference.part,
        path: divergence.difference.path,
        values: [divergence.difference.here, divergence.difference.there] as const,
      }),
      ledTo:
        divergence.kind === "extra"
          ? (counts[0].get(divergence.event.sequence) ?? 0)
          : divergence.kind === "missing"
            ? (counts[1].get(divergence.there.sequence) ?? 0)
            : 0,
      follows: related(0, mine) || related(1, others),
      group: groupOf(divergence),
    };
  });
}

function eventHere(divergence: Divergence): TraceEvent | undefined {
  return divergence.kind === "missing" ? undefined : divergence.event;
}

function eventThere(divergence: Divergence): TraceEvent | undefined {
  return divergence.kind === "extra" ? undefined : divergence.there;
}

function told(event: TraceEvent, { events }: ComparedRun): ToldEvent {
  return { sequence: event.sequence, atMs: event.at - (events[0]?.at ?? 0), text: describeEvent(event) };
}

function groupOf(divergence: Divergence): string {
  const event = divergence.kind === "missing" ? divergence.there : divergence.event;
  const what = divergence.kind === "changed" ? divergence.difference.part : divergence.kind;
  switch (event.kind) {
    case "operation": {
      const operation = event.target === "mysql" ? "" : ` ${withoutVolatile(event.operation)}`;
      return `${what} ${event.source} → ${event.target}${operation}`;
    }
    case "state":
      return `${what} ${event.source}`;
    case "row":
      return `${what} ${event.change} ${event.table}`;
    case "log":
      return `${what} ${event.source} log ${event.level} ${event.message}`;
    case "note":
      return `${what} ${event.source}: ${withoutVolatile(event.message)}`;
  }
}
