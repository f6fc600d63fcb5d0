import type { KeptRun } from "../kept-runs/read-run.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import type { RecordedEvent, RecordedResult } from "../kept-runs/recorded-event.ts";

type Loose<Event> = Event extends unknown ? Omit<Event, "version" | "sequence" | "at" | "cause"> : never;

/** An event without what every event has; `at` counts from the beginning. */
export type GivenEvent = Loose<RecordedEvent> & { readonly at?: number; readonly cause?: number };

const START = Date.parse("2025-12-03T10:00:00Z");

/** Numbers events from 1 and gives them their moments. */
export function recordedEvents(given: readonly GivenEvent[]): RecordedEvent[] {
  return given.map(({ at = 0, cause = 0, ...event }, index) => {
    return { ...event, version: 1, sequence: index + 1, at: START + at, cause } as RecordedEvent;
  });
}

export function call(source: string, target: string, operation: string, more: object = {}): GivenEvent {
  const call = { kind: "operation", source, target, operation, resource: "", outcome: "ok", durationMs: 1 } as const;
  return { ...call, ...more };
}

export function keptScenario(
  key: string,
  events: readonly RecordedEvent[],
  more: Partial<KeptScenario> = {},
): KeptScenario {
  const id = key.replace(/~\d+$/, "");
  return {
    key,
    header: { kind: "scenario", version: 1, id, title: `the story of ${key}`, system: "fixed", seed: 1 },
    events,
    result: RESULT,
    bodies: [],
    notices: [],
    ...more,
  };
}

export const RESULT: RecordedResult = {
  kind: "result",
  traceHash: "0123456789abcdef",
  events: 1,
  engine: "MariaDB 10.11",
  node: "24",
};

export function failed(rule: string, more: Partial<NonNullable<RecordedResult["failure"]>> = {}): RecordedResult {
  return { ...RESULT, failure: { rule, lastEvents: [], ...more } };
}

/** A run that ended, with a line of run.json for each scenario. */
export function keptRun(scenarios: readonly KeptScenario[], more: Partial<KeptRun> = {}): KeptRun {
  return {
    folder: "",
    state: "ended",
    scenarios,
    file: {
      version: 1,
      id: "20261201-100000-000",
      state: "ended",
      owner: { pid: 1, startTicks: "0" },
      startedAt: "2026-12-01T10:00:00.000Z",
      endedAt: "2026-12-01T10:00:02.500Z",
      parameters: [],
      node: "24.21.0",
      platform: "linux x64",
      scenarios: scenarios.map(({ key, header, result }) => ({
        id: header?.id ?? key,
        title: header?.title ?? key,
        mark: result?.failure ? "failed" : "passed",
        realMs: 120,
        kept: true,
        ...(result?.failure && { rule: result.failure.rule }),
      })),
    },
    ...more,
  };
}
