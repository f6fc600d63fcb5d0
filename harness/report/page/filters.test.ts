import { expect, test } from "vitest";
import type { RecordedBody } from "../../scenario/record/format.ts";
import { shownEvents } from "../model/shown-event.ts";
import { layOutTimeline } from "../model/spans.ts";
import { call, recordedEvents } from "../test/kept-run.ts";
import { filteredEvents } from "./event-filter.ts";
import { scenarioFilter } from "./scenario-filter.ts";

const row = (id: string, more: object = {}) => ({
  key: id,
  id,
  title: `Story of ${id}`,
  mark: "passed" as const,
  realMs: 1,
  tags: ["photos", "fixed", "D8"],
  shown: true,
  ...more,
});
const ROWS = [
  row("photos/zip"),
  row("photos/callback", { mark: "failed", rule: "the job SUCCEEDED" }),
  row("auth/sign-in", { tags: ["auth", "current"] }),
];

test.each([
  ["", "zip callback sign-in"],
  ["s:failed", "callback"],
  ["s:f", "callback"],
  ["@d8", "zip callback"],
  ["@D", ""],
  ["@auth", "sign-in"],
  ["-@D8", "sign-in"],
  ["ZIP", "zip"],
  ["succeeded", "callback"],
  ["story s:passed", "zip sign-in"],
  ['"of auth"', "sign-in"],
  ['"unfinished', ""],
  ["-", "sign-in"],
])("of the scenarios %j finds %s", (filter, found) => {
  const names = ROWS.filter(scenarioFilter(filter)).map(({ id }) => id.split("/")[1]);
  expect(names.join(" ")).toBe(found);
});

const RECORDED = recordedEvents([
  call("photographer", "server", "GET /media", { durationMs: 100, outcome: "200" }),
  call("server", "s3", "GetObject", {
    at: 10,
    cause: 1,
    resource: "28/raw/a.jpg",
    outcome: "NoSuchKey",
    durationMs: 5,
  }),
  {
    kind: "log",
    source: "server",
    level: "ERROR",
    message: "lost",
    fields: [["key", "28/raw/B.jpg"]],
    at: 20,
    cause: 1,
  },
  {
    kind: "row",
    table: "jobs",
    key: "1",
    change: "update",
    before: { status: "RUNNING" },
    after: { status: "FAILED" },
    at: 30,
  },
]);
const MODEL = { ...layOutTimeline(RECORDED), events: shownEvents(RECORDED, []) };

test.each([
  ["", [1, 2, 3, 4]],
  ["s:failed", [2, 3]],
  ["k:log", [3]],
  ["lane:s3", [2]],
  ["lane:data k:row", [4]],
  ["b.jpg", [3]],
  ["failed", [4]],
  ["-k:operation", [3, 4]],
  ["photographer", [1]],
])("of the events %j finds %j", (filter, found) => {
  expect(filteredEvents(MODEL, filter, undefined).map((index) => index + 1)).toEqual(found);
});

test("words are looked for in requests and answers too, also in the names of a ZIP's entries", () => {
  const bodies: RecordedBody[] = [
    { sha256: "1", bytes: 1, kind: "text", text: '{"status":"Accepted"}' },
    { sha256: "2", bytes: 1, kind: "zip", entries: [{ name: "photo/One.jpg", bytes: 1 }] },
  ];
  const recorded = recordedEvents([
    call("a", "s3", "Get", { response: { sha256: "2", bytes: 1 } }),
    call("a", "server", "POST", { request: { sha256: "1", bytes: 1 }, response: { sha256: "gone", bytes: 1 } }),
  ]);
  const model = { ...layOutTimeline(recorded), events: shownEvents(recorded, bodies), bodies };
  const found = (filter: string) => filteredEvents(model, filter, undefined).map((index) => index + 1);
  expect([found("ACCEPTED"), found("one.jpg"), found("-accepted"), found("gone")]).toEqual([[2], [1], [1], []]);
});

test("a stretch of time finds what lies in it or reaches into it", () => {
  expect(filteredEvents(MODEL, "", { fromMs: 12, toMs: 20 }).map((index) => index + 1)).toEqual([1, 2, 3]);
});
