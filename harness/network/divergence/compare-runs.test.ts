import { expect, test } from "vitest";
import { withCause } from "../cause.ts";
import { Trace } from "../trace.ts";
import { compareRuns, type Divergence } from "./compare-runs.ts";

/** One hop: what it is, what it led to, how it ended; `open`: it has not. */
interface Told {
  readonly hop: string;
  readonly from?: string;
  readonly to?: string;
  readonly request?: string;
  readonly response?: string;
  readonly outcome?: string;
  readonly open?: boolean;
  readonly at?: number;
  readonly inside?: readonly Told[];
}

function traceOf(told: readonly Told[]): Trace {
  let now = 0;
  const trace = new Trace(
    () => now,
    () => 0,
  );
  const play = ({
    hop,
    from = "server",
    to = "s3",
    request,
    response,
    outcome = "ok",
    open,
    at,
    inside = [],
  }: Told): void => {
    now = at ?? now + 1;
    const event = trace.record({
      kind: "operation",
      source: from,
      target: to,
      operation: hop,
      resource: "",
      ...(request !== undefined && { request: trace.keep(Buffer.from(request)) }),
      ...(response !== undefined && { response: trace.keep(Buffer.from(response)) }),
      ...(!open && { outcome }),
    });
    withCause(event.sequence, () => {
      for (const below of inside) play(below);
    });
  };
  for (const one of told) play(one);
  return trace;
}

/** The departures in short: `extra Get`, `missing Get`, `outcome of Get`. */
function departures(here: readonly Told[], there: readonly Told[]): string[] {
  return compareRuns(traceOf(here), traceOf(there)).map(inShort);
}

/** Of stories that were both told to their ends. */
function allDepartures(here: readonly Told[], there: readonly Told[]): string[] {
  return compareRuns(traceOf(here), traceOf(there), BOTH_TOLD).map(inShort);
}

const BOTH_TOLD = { here: true, there: true };

function inShort(divergence: Divergence): string {
  const event = divergence.kind === "missing" ? divergence.there : divergence.event;
  const name = event.kind === "operation" ? event.operation : event.kind;
  return divergence.kind === "changed" ? `${divergence.difference.part} of ${name}` : `${divergence.kind} ${name}`;
}

test("the order of independent events is no difference", () => {
  const [one, other] = [{ hop: "A", inside: [{ hop: "B" }] }, { hop: "C" }];
  expect(departures([one, other], [other, one])).toEqual([]);
});

test("an event that moved to another cause is no difference", () => {
  expect(
    departures(
      [{ hop: "A", inside: [{ hop: "B" }] }, { hop: "C" }],
      [{ hop: "A" }, { hop: "C", inside: [{ hop: "B" }] }],
    ),
  ).toEqual([]);
});

test("what moved is compared all the same, with what it led to", () => {
  const moved = (outcome: string): Told => ({ hop: "B", inside: [{ hop: "C", outcome }] });
  expect(
    departures(
      [{ hop: "A", inside: [moved("bad")] }, { hop: "X" }],
      [{ hop: "A" }, { hop: "X", inside: [moved("ok")] }],
    ),
  ).toEqual(["outcome of C"]);
});

test("a chain of causes may be as long as a run", () => {
  const chain = (last: string): Trace => {
    const trace = traceOf([]);
    for (let cause = 0; cause < 30_000; cause++) {
      const outcome = cause === 29_999 ? last : "ok";
      trace.record({ kind: "operation", source: "a", target: "b", operation: "Poll", resource: "", outcome }, cause);
    }
    return trace;
  };
  expect(compareRuns(chain("bad"), chain("ok")).map(inShort)).toEqual(["outcome of Poll"]);
});

test("of two stories that were told to their ends, everything counts", () => {
  const flow = [{ hop: "A", from: "owner" }];
  const longer = [...flow, { hop: "B", from: "owner", at: 99 }];
  expect(allDepartures(flow, longer)).toEqual(["missing B"]);
  expect(allDepartures(longer, flow)).toEqual(["extra B"]);
  expect(compareRuns(traceOf(longer), traceOf(flow), { here: true, there: false })).toEqual([]);
});

test("a stand-in of a secret may have another number, but the same everywhere", () => {
  const flow = (first: string, second: string): Told[] => [
    { hop: "A", request: JSON.stringify({ token: first }) },
    { hop: "B", request: JSON.stringify({ token: second }) },
  ];
  const [one, two, three] = ["‹access token 1›", "‹access token 2›", "‹access token 3›"];
  expect(departures(flow(one, one), flow(two, two))).toEqual([]);
  expect(departures(flow(one, one), flow(two, three))).toEqual(["request of B"]);
});

test("what is still under way has no outcome that could differ", () => {
  expect(departures([{ hop: "A", open: true }], [{ hop: "A", outcome: "failed" }])).toEqual([]);
});

test("the innermost comes first, and what follows from it is not listed", () => {
  const flow = (inner: string, outer: string): Told[] => [
    { hop: "Outer", outcome: outer, inside: [{ hop: "Inner", outcome: inner }] },
  ];
  expect(departures(flow("ER_DATA_TOO_LONG", "500"), flow("ok", "200"))).toEqual(["outcome of Inner"]);
});

test("another request comes before what it led to", () => {
  const flow = (request: string, outcome: string): Told[] => [{ hop: "A", request, inside: [{ hop: "B", outcome }] }];
  expect(departures(flow('{"key":1}', "bad"), flow('{"key":2}', "ok"))).toEqual(["request of A", "outcome of B"]);
});

test("an event too few and one too many are found at their place", () => {
  const flow = (middle: string): Told[] => [{ hop: "P", inside: [{ hop: "A" }, { hop: middle }, { hop: "B" }] }];
  expect(departures(flow("X"), flow("Y"))).toEqual(["extra X", "missing Y"]);
});

test("what does not happen inside a request that fails follows from its failure", () => {
  const flow = (outcome: string, inside: Told[]): Told[] => [{ hop: "Start", outcome, inside }];
  const there = flow("ok", [{ hop: "A" }, { hop: "B" }]);
  expect(allDepartures(flow("AccessDenied", []), there)).toEqual(["outcome of Start"]);
  expect(allDepartures(flow("500", [{ hop: "A", outcome: "ER_X" }]), there)).toEqual(["outcome of A", "missing B"]);
  expect(allDepartures(flow("201", []), there)).toEqual(["missing A", "missing B"]);
});

test("what happens inside a request that is refused elsewhere follows from its success", () => {
  const flow = (outcome: string, inside: string[]): Told[] => [
    { hop: "POST", outcome, inside: inside.map((hop) => ({ hop, to: "mysql" })) },
  ];
  const refused = flow("409", ["BEGIN", "SELECT jobs", "ROLLBACK"]);
  expect(allDepartures(flow("200", ["BEGIN", "SELECT jobs", "UPDATE jobs", "COMMIT"]), refused)).toEqual([
    "outcome of POST",
  ]);
  expect(allDepartures(flow("200", ["BEGIN", "UPDATE jobs", "COMMIT"]), refused)).toEqual([
    "extra UPDATE jobs",
    "extra COMMIT",
    "missing SELECT jobs",
    "missing ROLLBACK",
  ]);
});

test("a statement that reads otherwise counts when something else is read", () => {
  const flow = (sql: string, rows: string): Told[] => [
    { hop: "SELECT jobs", to: "mysql", request: JSON.stringify({ sql }), response: rows },
    { hop: "A", outcome: rows },
  ];
  expect(allDepartures(flow("a", "[1]"), flow("b", "[]"))).toEqual(["request of SELECT jobs", "outcome of A"]);
  expect(allDepartures(flow("a", "[1]"), [...flow("b", "[1]").slice(0, 1), { hop: "A", outcome: "x" }])).toEqual([
    "outcome of A",
    "request of SELECT jobs",
  ]);
});

test("a statement that reads something else and finds as little is no cause", () => {
  const flow = (type: string): Told[] => [
    { hop: "SELECT media_assets", to: "mysql", request: JSON.stringify({ sql: "a", values: [type] }), response: "[]" },
    { hop: "INSERT media_assets", to: "mysql", request: JSON.stringify({ sql: "b", values: [type] }) },
  ];
  expect(allDepartures(flow("photo"), flow("PHOTO"))).toEqual([
    "request of INSERT media_assets",
    "request of SELECT media_assets",
  ]);
});

/** One execution that passes through these states. */
function executionOf(...states: readonly (readonly [type: string, state: string])[]): Trace {
  const trace = traceOf([]);
  const execution = "arn:e";
  for (const [type, state] of states) {
    trace.record({ kind: "state", source: "machine", execution, type: `${type}StateEntered`, state });
    trace.record({ kind: "state", source: "machine", execution, type: `${type}StateExited`, state });
  }
  return trace;
}

test("a choice that leads where the other run goes without it stands last", () => {
  const states = (here: Trace, there: Trace) =>
    compareRuns(here, there, BOTH_TOLD).map((divergence) => {
      const event = divergence.kind === "missing" ? divergence.there : divergence.event;
      return event.kind === "state" ? `${divergence.kind} ${event.type} ${event.state}` : event.kind;
    });
  const [straight, chosen] = [executionOf(["Task", "Zip"]), executionOf(["Choice", "Check"], ["Task", "Zip"])];
  const elsewhere = executionOf(["Choice", "Check"], ["Fail", "Refused"]);
  expect(states(straight, chosen)).toEqual(["missing ChoiceStateEntered Check", "missing ChoiceStateExited Check"]);
  const ofBoth = executionOf(["Choice", "Check"], ["Task", "Zip"], ["Task", "Late"]);
  expect(states(executionOf(["Task", "Zip"]), ofBoth).slice(0, 2)).toEqual([
    "missing TaskStateEntered Late",
    "missing TaskStateExited Late",
  ]);
  expect(states(elsewhere, straight)[0]).toBe("extra ChoiceStateEntered Check");
});

test("what lacks stands before all that comes later, also where one of a kind is taken for a much later one", () => {
  const here = [{ hop: "A" }, { hop: "B" }, { hop: "C", outcome: "bad" }, { hop: "Invoke" }];
  const there = [{ hop: "A" }, { hop: "Report" }, { hop: "Invoke" }, { hop: "B" }, { hop: "C" }, { hop: "Invoke" }];
  expect(allDepartures(here, there)).toEqual(["missing Report", "outcome of C", "missing Invoke"]);
});

test("log lines tell of what happened elsewhere, and stand last", () => {
  const told = (outcome: string, message: string): Trace => {
    const trace = traceOf([]);
    const { sequence } = trace.record({
      kind: "operation",
      source: "owner",
      target: "server",
      operation: "POST",
      resource: "",
      outcome,
    });
    trace.record({ kind: "log", source: "server", level: "INFO", message, fields: [] }, sequence);
    return trace;
  };
  expect(compareRuns(told("500", "panic"), told("400", "refused")).map(inShort)).toEqual([
    "outcome of POST",
    "extra log",
    "missing log",
  ]);
});

test("an event that lacks has the one that should have led to it, and the one before its place", () => {
  const flow = (inside: string[]): Told[] => [{ hop: "P", inside: inside.map((hop) => ({ hop })) }];
  const [lacks] = compareRuns(traceOf(flow(["A"])), traceOf(flow(["A", "B"])), BOTH_TOLD);
  expect(lacks).toMatchObject({ kind: "missing", within: { operation: "P" }, after: { operation: "A" } });
});

test("what would have come after the end of a red run is not missing", () => {
  expect(departures([{ hop: "A" }], [{ hop: "A" }, { hop: "B", at: 99 }])).toEqual([]);
});

test("a step that the story did not take is no difference of the system", () => {
  const flow = [
    { hop: "A", from: "owner" },
    { hop: "Z", at: 5 },
  ];
  expect(departures(flow, [...flow, { hop: "B", from: "owner", at: 5 }])).toEqual([]);
});

test("ids may differ, but each must stand for the same thing everywhere", () => {
  const [a, b, c] = [
    "0f14e45f-ceea-467f-a9d8-0a2b2c3d4e5f",
    "1f14e45f-ceea-467f-a9d8-0a2b2c3d4e5f",
    "2f14e45f-ceea-467f-a9d8-0a2b2c3d4e5f",
  ];
  const flow = (first: string, second: string): Told[] => [
    { hop: "A", request: JSON.stringify({ id: first }) },
    { hop: "B", request: JSON.stringify({ id: second }) },
  ];
  expect(departures(flow(a, a), flow(b, b))).toEqual([]);
  expect(departures(flow(a, a), flow(b, c))).toEqual(["request of B"]);
});

test.each([
  ["an instant", '{"when":"2025-12-03T10:00:00Z"}', '{"when":"2025-12-03T10:00:01.5Z"}', []],
  ["a duration", '{"durationMs":5}', '{"durationMs":7}', []],
  ["an order of members", '{"a":1,"b":2}', '{"b":2,"a":1}', []],
  ["JSON inside JSON", '{"body":"{\\"a\\":1}"}', '{"body":"{\\"a\\":2}"}', ["response of A"]],
  ["a member too few", '{"a":1}', '{"a":1,"b":null}', ["response of A"]],
  ["bytes", "a\u0000b", "a\u0000c", ["response of A"]],
])("%s that differs", (_what, here, there, expected) => {
  expect(departures([{ hop: "A", response: here }], [{ hop: "A", response: there }])).toEqual(expected);
});
