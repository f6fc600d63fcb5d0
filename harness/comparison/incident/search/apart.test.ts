import { expect, test } from "vitest";
import type { LogEvent } from "../../../network/trace.ts";
import type { Seen } from "../../../scenario/facts/seen.ts";
import { apart } from "./apart.ts";
import type { Departure } from "./departure.ts";
import type { WorldResult } from "./world-result.ts";

const EXECUTION = {
  arn: "arn:aws:states:us-east-1:123456789012:execution:m:e",
  machine: "m",
  name: "e",
  status: "SUCCEEDED",
  input: "{}",
};
const log = (fields: LogEvent["fields"]): LogEvent => ({
  kind: "log",
  sequence: 0,
  version: 1,
  at: 0,
  wallMs: 0,
  cause: 0,
  source: "server",
  level: "INFO",
  message: "x",
  fields,
});

function world(parts: Partial<Seen>, departures: readonly Departure[] = []): WorldResult {
  return {
    revision: "current",
    departures,
    number: 0,
    comparison: { same: 1, different: [], notComparable: [], surprises: [], beyond: 0, shownBy: [] },
    fingerprint: JSON.stringify(parts),
    asked: new Set(),
    hops: new Set(),
    reached: new Set(),
    seen: {
      backend: "embedded",
      rows: new Map(),
      logs: [],
      callbacks: [],
      executions: [],
      keys: new Set(),
      answers: [],
      messages: [],
      ...parts,
    },
  };
}

const metadata = (value: object): Partial<Seen> => ({
  rows: new Map([["media_assets", [{ id: 3, metadata: JSON.stringify(value) }]]]),
});
const answer = (text: string) => [{ at: 0, source: "p", method: "POST", path: "/a", status: 200, text, bytes: 0 }];

test.each<[string, Partial<Seen>, Partial<Seen>]>([
  ["media_assets row 3, column metadata.errorCode", metadata({ errorCode: "A" }), metadata({ errorCode: "B" })],
  ["the answer to POST /a.message", { answers: answer('{"message":"a"}') }, { answers: answer('{"message":"b"}') }],
  ["log line x of server, field job_id", { logs: [log([["job_id", 1]])] }, { logs: [log([["job_id", 2]])] }],
  ["log line x of server, field trace_id (whether", { logs: [log([["trace_id", "a"]])] }, { logs: [log([])] }],
  [
    "the callback's body.traceparent (whether",
    { callbacks: [{ text: '{"traceparent":"00-1"}', status: "200", bytes: 1 }] },
    { callbacks: [{ text: '{"traceparent":""}', status: "200", bytes: 1 }] },
  ],
  ["the message or input of an execution.region", { messages: ['{"region":"a"}'] }, { messages: ['{"region":"b"}'] }],
  [
    "history of m:e, TaskStateEntered A",
    { executions: [{ ...EXECUTION, events: ["TaskStateEntered A"] }] },
    { executions: [{ ...EXECUTION, events: ["TaskStateEntered B"] }] },
  ],
])("what tells two worlds apart is named: %s", (name, one, other) => {
  expect(apart(world(one), world(other))[0]).toContain(name);
});

test("where the order of lines alone is another, it is that", () => {
  const lines = [log([]), { ...log([]), message: "y" }];
  expect(apart(world({ logs: lines }), world({ logs: lines.toReversed() }))).toEqual([
    expect.stringMatching(/^the order of log lines: .* with current, .* with current$/),
  ]);
});

test("pictures that nobody has are told apart by the file itself", () => {
  const png: Departure = { id: "png", words: "a.jpg is a PNG", kind: "file", change: (from) => from };
  const found = apart(world(metadata({ checksum: "a" })), world(metadata({ checksum: "b" }), [png]));
  expect(found).toEqual(["the file itself: whether a.jpg is a PNG"]);
});
