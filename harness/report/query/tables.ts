import { describeEvent } from "../../network/describe-event.ts";
import { asTraceEvent } from "../kept-runs/compared-run.ts";
import type { KeptRun } from "../kept-runs/read-run.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import type { RecordedEvent } from "../kept-runs/recorded-event.ts";
import { pairedWithRecords } from "../model/overview.ts";

export type Cell = string | number | null;

/** A table of a run: its columns with what they mean, and its lines. */
export interface Table {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnMeaning>>;
  lines(run: KeptRun): Iterable<readonly Cell[]>;
}

interface ColumnMeaning {
  readonly type: "text" | "integer" | "real";
  readonly meaning: string;
}

const text = (meaning: string): ColumnMeaning => ({ type: "text", meaning });
const integer = (meaning: string): ColumnMeaning => ({ type: "integer", meaning });
const real = (meaning: string): ColumnMeaning => ({ type: "real", meaning });

/** What each table of events begins with. */
const PLACE = {
  scenario: text("key of the scenario: listing-28/fixed"),
  sequence: integer("number of the event within its scenario"),
  cause: integer("number of the event that led to it; 0: the story itself"),
  at: text("virtual time, ISO 8601"),
  at_ms: real("virtual milliseconds from the first event"),
};

type Place = { readonly key: string; readonly startAt: number };

const SCENARIOS: Table = {
  name: "scenarios",
  columns: {
    scenario: PLACE.scenario,
    title: text("its title"),
    system: text("fixed, fixed + D8, incident …"),
    seed: integer("of all random streams"),
    mark: text("passed, failed or skipped"),
    rule: text("the rule that a red one broke"),
    expected: text("what the rule expects"),
    found: text("what it found"),
    explained_by: integer("number of the event that explains the failure"),
    virtual_ms: real("how long the story took in its world"),
    real_ms: real("how long it took on the machine"),
    events: integer("how many events were kept"),
  },
  lines: function* (run) {
    for (const [listed, kept] of pairedWithRecords(run)) {
      const { result, header } = kept ?? {};
      const { failure } = result ?? {};
      yield [
        kept?.key ?? listed.id,
        listed.title,
        header?.system ?? null,
        header?.seed ?? null,
        listed.mark,
        listed.rule ?? null,
        failure?.expected ?? null,
        failure?.found ?? null,
        failure?.divergence?.sequence ?? null,
        result?.virtualMs ?? null,
        listed.realMs,
        kept?.events.length ?? null,
      ];
    }
  },
};

const EVENTS: Table = {
  name: "events",
  columns: {
    ...PLACE,
    kind: text("operation, state, row, log or note"),
    source: text("who calls, enters a state, logs"),
    target: text("of an operation: who is called"),
    operation: text("PutObject, SELECT jobs, POST /api/… "),
    resource: text("key, queue, function …"),
    outcome: text("ok, a status, an error code; null: under way"),
    error: text("the error's message"),
    fault: text("the story's fault that struck"),
    duration_ms: real("virtual milliseconds"),
    request: text("of an operation: the body, as far as it was kept"),
    response: text("likewise the answer"),
    text: text("the event on one line"),
  },
  lines: (run) =>
    eachEvent(run, (event, place, bodyOf) => {
      const operation = event.kind === "operation" ? event : undefined;
      return [
        ...placeOf(event, place),
        event.kind,
        event.kind === "row" ? "mysql" : event.source,
        operation?.target ?? null,
        operation?.operation ?? null,
        operation?.resource ?? null,
        operation?.outcome ?? null,
        operation?.error ?? null,
        operation?.fault ?? null,
        operation?.durationMs ?? null,
        bodyOf(operation?.request),
        bodyOf(operation?.response),
        describeEvent(asTraceEvent(event)),
      ];
    }),
};

const LOGS: Table = {
  name: "logs",
  columns: {
    ...PLACE,
    source: text("server, or the function"),
    level: text("DEBUG, INFO, WARN, ERROR"),
    message: text("its message"),
    fields: text("its fields as JSON: json_extract(fields, '$.status')"),
  },
  lines: (run) =>
    eachEvent(run, (event, place) =>
      event.kind === "log"
        ? [
            ...placeOf(event, place),
            event.source,
            event.level,
            event.message,
            JSON.stringify(Object.fromEntries(event.fields)),
          ]
        : undefined,
    ),
};

const ROWS: Table = {
  name: "rows",
  columns: {
    ...PLACE,
    table_name: text("the table whose row changed"),
    key: text("its primary key"),
    change: text("insert, update or delete"),
    before: text("the row before, as JSON; null: it was not there"),
    after: text("the row after it, as JSON"),
  },
  lines: (run) =>
    eachEvent(run, (event, place) =>
      event.kind === "row"
        ? [...placeOf(event, place), event.table, event.key, event.change, json(event.before), json(event.after)]
        : undefined,
    ),
};

const STATES: Table = {
  name: "states",
  columns: {
    ...PLACE,
    machine: text("the state machine"),
    execution: text("ARN of the execution"),
    type: text("ExecutionStarted, TaskStateEntered …, as in AWS's history"),
    state: text("name of the state"),
    detail: text("what a failure says"),
  },
  lines: (run) =>
    eachEvent(run, (event, place) =>
      event.kind === "state"
        ? [...placeOf(event, place), event.source, event.execution, event.type, event.state, event.detail ?? null]
        : undefined,
    ),
};

const EXPECTATIONS: Table = {
  name: "expectations",
  columns: {
    scenario: PLACE.scenario,
    held: integer("1; 0: the one that broke"),
    matcher: text("toMatchObject, not.toBe; of the one that broke its rule"),
    expected: text("what was expected, as JSON"),
    found: text("what was there, as JSON"),
    place: text("file and line of the story"),
    sequence: integer("the last event before it"),
  },
  lines: function* ({ scenarios }) {
    for (const { key, result } of scenarios) {
      for (const { matcher, expected, found, place, sequence } of result?.expectations ?? []) {
        yield [key, 1, matcher, expected, found, place ?? null, sequence];
      }
      if (!result?.failure) continue;
      const { rule, expected, found, place } = result.failure;
      yield [key, 0, rule, expected ?? null, found ?? null, place ?? null, null];
    }
  },
};

/** What `npm run query` can ask. */
export const TABLES: readonly Table[] = [SCENARIOS, EVENTS, LOGS, ROWS, STATES, EXPECTATIONS];

type BodyOf = (reference: { readonly sha256: string } | undefined) => string | null;

function* eachEvent(
  { scenarios }: KeptRun,
  lineOf: (event: RecordedEvent, place: Place, bodyOf: BodyOf) => readonly Cell[] | undefined,
): Iterable<readonly Cell[]> {
  for (const kept of scenarios) {
    const place = { key: kept.key, startAt: kept.events[0]?.at ?? 0 };
    const bodyOf = bodyReader(kept);
    for (const event of kept.events) {
      const line = lineOf(event, place, bodyOf);
      if (line) yield line;
    }
  }
}

function bodyReader({ bodies }: KeptScenario): BodyOf {
  const texts = new Map(
    bodies.map(({ sha256, ...body }) => [sha256, body.kind === "text" ? body.text : JSON.stringify(body)]),
  );
  return (reference) => (reference ? (texts.get(reference.sha256) ?? null) : null);
}

function placeOf({ sequence, cause, at }: RecordedEvent, { key, startAt }: Place): readonly Cell[] {
  return [key, sequence, cause, isoTime(at), at - startAt];
}

/** A damaged record may hold a moment that no calendar has. */
function isoTime(at: number): string | null {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
