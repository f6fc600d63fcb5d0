import { expect, test } from "vitest";
import { palette } from "../../support/palette.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import { call, failed, keptScenario, recordedEvents } from "../test/kept-run.ts";
import { eventJsonLines } from "./event-json.ts";
import { eventLines } from "./event-lines.ts";
import { type AskedEvents, selectEvents } from "./select-events.ts";

const request = { sha256: "aa", bytes: 11 };
const response = { sha256: "bb", bytes: 900 };

const KEPT: KeptScenario = keptScenario(
  "a/b",
  recordedEvents([
    call("owner", "server", "POST /complete", { request }),
    call("server", "mysql", "UPDATE jobs", { cause: 1, at: 5 }),
    { kind: "row", table: "jobs", key: "7", change: "update", before: { s: "A" }, after: { s: "B" }, cause: 2, at: 6 },
    call("lambda", "listing-media-zip-staging", "invocation", { cause: 1, at: 1_500, response }),
    { kind: "log", source: "listing-media-zip-staging", level: "ERROR", message: "no space", fields: [], cause: 4 },
  ]),
  {
    bodies: [
      { ...request, kind: "text", text: '{"jobId":7}' },
      { ...response, kind: "zip", entries: [{ name: "one.jpg", bytes: 5 }], more: 2 },
    ],
    result: failed("a ZIP", { divergence: { at: "", sequence: 5, event: "" } }),
  },
);

const numbers = (asked: Partial<AskedEvents>): number[] =>
  selectEvents(KEPT, { services: [], ...asked }).map(({ sequence }) => sequence);

test.each([
  ["everything", {}, [1, 2, 3, 4, 5]],
  ["text of an event", { grep: /no SPACE/i }, [5]],
  ["text of a request", { grep: /jobId":7/ }, [1]],
  ["the name of an entry of a ZIP", { grep: /one\.jpg/ }, [4]],
  ["a callee, also of its rows", { services: ["mysql"] }, [2, 3]],
  ["a lane of the report", { services: ["database"] }, [2, 3]],
  ["a word of a function's name", { services: ["zip"] }, [4, 5]],
  ["one of two parts", { services: ["owner", "ZIP"] }, [1, 4, 5]],
  ["a cause and all above", { causeOf: 3 }, [1, 2, 3]],
  ["what explains the failure", { causeOf: "failure" as const }, [1, 4, 5]],
  ["several conditions", { causeOf: 3, services: ["mysql"], grep: /UPDATE/ }, [2]],
  ["nothing", { services: ["s3"] }, []],
])("%s", (_what, asked, expected) => expect(numbers(asked)).toEqual(expected));

test("an event that is not there, and a failure that there is not: usage", () => {
  expect(() => numbers({ causeOf: 99 })).toThrow(UsageError);
  const green = keptScenario("a/b", KEPT.events);
  expect(() => selectEvents(green, { services: [], causeOf: "failure" })).toThrow(/names no event/);
});

test("causes of a damaged record that lead round in a circle come to an end", () => {
  const [one, two] = recordedEvents([call("a", "b", "c", { cause: 2 }), call("a", "b", "d", { cause: 1 })]);
  if (!one || !two) throw new Error("two events were made");
  const round = keptScenario("a", [one, two]);
  expect(selectEvents(round, { services: [], causeOf: 1 })).toHaveLength(2);
});

test("a line each: number, virtual seconds, what happened and how long; bodies below", () => {
  const [, , , zip] = KEPT.events;
  const lines = eventLines(KEPT, zip ? [zip] : [], { paint: palette(false), withBodies: true });
  expect(lines).toEqual([
    "#4     1.500 s  lambda → listing-media-zip-staging invocation = ok (1 ms)",
    "    response",
    "      a ZIP of 900 bytes",
    "      one.jpg  5 bytes",
    "      … and 2 more",
  ]);
  const [first] = KEPT.events;
  expect(eventLines(KEPT, first ? [first] : [], { paint: palette(false), withBodies: true })).toContain(
    '        "jobId": 7',
  );
});

test("as JSON a line is an event with its scenario, and on demand its bodies", () => {
  const [line = ""] = eventJsonLines(KEPT, KEPT.events, true);
  expect(JSON.parse(line)).toMatchObject({ scenario: "a/b", sequence: 1, request: { text: '{"jobId":7}' } });
  const [short = ""] = eventJsonLines(KEPT, KEPT.events, false);
  expect(JSON.parse(short)).toMatchObject({ request });
});
