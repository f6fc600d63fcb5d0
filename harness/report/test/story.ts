import type { KeptRun } from "../kept-runs/read-run.ts";
import type { RecordedEvent } from "../kept-runs/recorded-event.ts";
import type { IncidentModel } from "../model/incident-model.ts";
import type { MachineDrawing, SourceExcerpt } from "../model/report-model.ts";
import type { Surroundings } from "../model/scenario-model.ts";
import { call, failed, keptRun, keptScenario, RESULT, recordedEvents } from "./kept-run.ts";

/**
 * A run with every kind of thing that a report shows; `text` stands in each place where a system may put text of its own.
 */
export function runWithText(text: (place: string) => string): KeptRun {
  const red = keptScenario("a/red", eventsWith(text), {
    header: { kind: "scenario", version: 1, id: "a/red", title: text("title"), system: "fixed + D8", seed: 1 },
    bodies: bodiesWith(text),
    notices: [text("notice")],
    result: {
      ...failed(text("rule"), {
        expected: JSON.stringify({ status: "SUCCEEDED", [text("member")]: text("expected") }),
        found: JSON.stringify({ status: "FAILED", [text("member")]: text("found") }),
        divergence: { at: "", sequence: 5, event: text("divergence") },
        place: "scenarios/a/red.scenario.ts:3:1",
        answer: text("answer"),
        perhaps: text("forgotten"),
        replica: {
          system: text("replica"),
          agrees: false,
          end: text("end"),
          observable: { path: text("observable"), own: text("own"), replica: text("theirs") },
          hop: { at: "", sequence: 5, own: text("own hop") },
        },
      }),
      virtualMs: 1_800_400,
      expectations: [
        { matcher: "toBe", expected: text("wanted"), found: text("there"), place: text("line"), sequence: 5 },
        { matcher: "toBeNull", expected: "", found: "null", sequence: 0 },
      ],
      moreExpectations: 3,
      evidence: {
        same: 3,
        agreed: [{ field: text("agreed field"), value: text("agreed value"), place: text("fact place") }],
        different: [{ field: text("field"), expected: text("evidence"), found: "-" }],
        notComparable: [
          { field: "x", reason: text("reason"), expected: text("known"), found: text("seen") },
          { field: "y", reason: "it is not known" },
        ],
      },
    },
  });
  const green = keptScenario("a/green", [], { result: { ...RESULT, engine: text("engine") } });
  const mistaken = keptScenario("a/mistaken", [], {
    result: failed(text("mistake"), { mistake: true, perhaps: text("near name") }),
  });
  const run = keptRun([red, green, mistaken]);
  const skipped = {
    id: text("id"),
    title: "skipped",
    mark: "skipped",
    realMs: 0,
    kept: false,
    note: text("note"),
  } as const;
  return {
    ...run,
    file: {
      ...run.file,
      parameters: ["a/red", text("parameter")],
      scenarios: [...run.file.scenarios.map((row) => ({ ...row, skippedRealMs: [7, null] })), skipped],
    },
  };
}

/** Another run of the same stories: the red one departs in every way that two runs can, the others do not. */
export function otherRunWithText(text: (place: string) => string): KeptRun {
  const run = runWithText(text);
  const [red, ...others] = run.scenarios;
  if (!red?.result) throw new Error("the first story is the red one");
  const { failure: _, ...result } = red.result;
  const events = eventsWith(text)
    .filter(({ kind }) => kind !== "state")
    .map((event): RecordedEvent => {
      if (event.kind === "operation" && event.target === "mysql") return { ...event, outcome: "3 rows" };
      if (event.kind === "row") return { ...event, after: { ...event.after, [text("column")]: text("other") } };
      return event;
    });
  const more = recordedEvents([call("server", text("other part"), text("other operation"), { at: 40 })]);
  const added = more.map((event) => ({ ...event, sequence: 99, cause: 1 }));
  const there = { ...red, events: [...events, ...added], result: { ...result, traceHash: "other" } };
  return { ...run, scenarios: [there, ...others], file: { ...run.file, id: "20261201-110000-000" } };
}

/** What `npm run incident` found of the red story. */
export function incidentWithText(text: (place: string) => string): IncidentModel {
  const at = "2025-12-03T10:00:00.010Z";
  return {
    key: "a/red",
    cause: text("cause"),
    chain: [
      { sequence: 1, at, words: text("link") },
      { sequence: 5, at, words: "started", shownAt: text("link place") },
    ],
    page: text("whole page"),
  };
}

const reference = (sha256: string) => ({ sha256, bytes: 10 });

function eventsWith(text: (place: string) => string): RecordedEvent[] {
  const state = {
    kind: "state",
    source: "machine",
    execution: `arn:aws:states:${text("execution")}`,
    cause: 5,
  } as const;
  return recordedEvents([
    call("photographer", "server", `POST ${text("operation")}`, {
      durationMs: 90,
      request: reference("json"),
      response: reference("plain"),
      outcome: "200",
    }),
    call("server", "mysql", "SELECT jobs", { at: 5, cause: 1, request: reference("sql"), response: reference("rows") }),
    {
      kind: "row",
      table: text("table"),
      key: text("key"),
      change: "update",
      before: { [text("column")]: text("before"), id: 1 },
      after: { [text("column")]: text("after"), id: 1 },
      at: 6,
      cause: 1,
    },
    {
      kind: "log",
      source: text("logger"),
      level: "ERROR",
      message: text("message"),
      fields: [[text("name"), text("value")]],
      at: 7,
      cause: 1,
    },
    call("server", "states", "StartExecution", { at: 10, cause: 1, resource: "machine", durationMs: 5 }),
    { ...state, type: "ExecutionStarted", state: "", at: 12 },
    { ...state, type: "TaskStateEntered", state: text("state"), at: 12 },
    call("lambda", text("function"), "invocation", {
      at: 20,
      cause: 5,
      durationMs: 1_800_000,
      error: text("error"),
      outcome: "Error",
    }),
    call(text("function"), "s3", "GetObject", {
      at: 21,
      cause: 8,
      resource: text("object"),
      fault: text("fault"),
      response: reference("zip"),
    }),
    call(text("function"), "s3", "PutObject", { at: 30, cause: 8, request: reference("image") }),
    call(text("function"), "server", "POST /callback", {
      at: 1_800_030,
      cause: 8,
      request: reference("none"),
      outcome: "500",
    }),
    { ...state, type: "ExecutionFailed", state: "", detail: text("detail"), at: 1_800_100 },
    {
      kind: "note",
      source: text("noter"),
      message: text("note message"),
      detail: { [text("what")]: text("that") },
      at: 1_800_101,
    },
  ]);
}

/** A JPEG of 4 × 3 pixels. */
const THUMBNAIL = [
  "/9j/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/2wBD",
  "ASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAADAAQD",
  "ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAA",
  "AwT/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCAAVT/2Q==",
].join("");

function bodiesWith(text: (place: string) => string): ReturnType<typeof keptScenario>["bodies"] {
  const body = (sha256: string, content: string) => ({ sha256, bytes: 10, kind: "text", text: content }) as const;
  return [
    body("json", JSON.stringify({ [text("json name")]: text("json value"), number: 1.5, yes: true, nothing: null })),
    body("plain", text("plain body")),
    body("sql", JSON.stringify({ sql: `SELECT ${text("sql")}`, values: [text("sql value"), 1] })),
    body("rows", JSON.stringify([{ [text("row column")]: text("row value") }])),
    { sha256: "zip", bytes: 10, kind: "zip", entries: [{ name: text("entry"), bytes: 4 }], more: 1 },
    { sha256: "image", bytes: 10, kind: "image", format: text("format"), width: 4, height: 3, thumbnail: THUMBNAIL },
  ];
}

/** Draws a machine of one state, and has an excerpt for every place. */
export function surroundingsWith(text: (place: string) => string): Surroundings {
  const place = { x: 100, y: 80, width: 120, height: 42 };
  const points = [
    { x: 100, y: 20 },
    { x: 100, y: 59 },
  ];
  const drawing: MachineDrawing = {
    width: 200,
    height: 160,
    boxes: [
      { kind: "start", state: "", type: "", place: { ...place, y: 20 } },
      { kind: "state", state: text("state"), type: "Task", place },
    ],
    frames: [{ label: text("frame"), place: { x: 100, y: 80, width: 180, height: 70 } }],
    arrows: [{ from: "", to: text("state"), kind: "enter", label: text("arrow"), points, x: 100, y: 40 }],
  };
  const excerpt: SourceExcerpt = {
    file: "scenarios/a/red.scenario.ts",
    line: 3,
    firstLine: 2,
    lines: ["one", text("source"), "three"],
    changed: true,
  };
  return { drawMachine: () => drawing, excerptAt: () => excerpt };
}
