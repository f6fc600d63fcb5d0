import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ObservedExecution } from "../../cloud/backends/cloud.ts";
import type { Observation } from "../../scenario/observation.ts";
import { compareObservations } from "./compare.ts";
import { found, observed } from "./test/observations.ts";

const UUIDS = ["1", "2", "3"].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`);
const THEIRS = ["a", "b", "c"].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`);

function differences(embedded: Observation, other: Observation): string[] {
  return compareObservations("s", embedded, other).map(
    (difference) =>
      `${difference.path}: ${JSON.stringify(difference.embedded) ?? "nothing"} / ${JSON.stringify(difference.other) ?? "nothing"}`,
  );
}

function execution(parts: Partial<ObservedExecution> = {}): ObservedExecution {
  return { machine: "m", name: "run", status: "SUCCEEDED", input: "{}", events: ["ExecutionStarted"], ...parts };
}

describe("relations", () => {
  test("runs under other ids are the same", () => {
    const run = ([a, b]: string[]) => found({ job: a, execution: `arn:${a}`, other: b });
    expect(differences(run(UUIDS), run(THEIRS))).toEqual([]);
  });

  test("an id that stands for two is a difference", () => {
    const path = 'findings["finding 1"].value[1]';
    expect(differences(found([UUIDS[0], UUIDS[0]]), found([THEIRS[0], THEIRS[1]]))).toEqual([
      `${path}: "<uuid 1>" / "<uuid 2>"`,
    ]);
    expect(differences(found([UUIDS[0], UUIDS[1]]), found([THEIRS[0], THEIRS[0]]))).toEqual([
      `${path}: "<uuid 2>" / "<uuid 1>"`,
    ]);
  });

  test("an element too many does not move the numbers of the others", () => {
    const run = (ids: string[], ...more: object[]) =>
      found([...more, { job: ids[0] }, { task: ids[1] }, { end: ids[0] }]);
    expect(differences(run(UUIDS), run(THEIRS, { extra: THEIRS[2] }))).toHaveLength(1);
  });

  test("a time is there on both sides or on neither", () => {
    const rows = (started_at: string | null) => observed({ rows: { jobs: [{ id: 1, started_at }] } });
    expect(differences(rows("2026-11-24 05:57:46"), rows("2025-01-01 00:00:00.5"))).toEqual([]);
    expect(differences(rows("2026-11-24 05:57:46"), rows(null))).toEqual([
      'rows.jobs[0].started_at: "<datetime>" / null',
    ]);
  });

  test("ETags count, except those of uploads in another number of parts", () => {
    const etag = (digit: string, parts: string) => found(`"${digit.repeat(32)}${parts}"`);
    expect(differences(etag("a", ""), etag("b", ""))).toHaveLength(1);
    expect(differences(etag("a", "-2"), etag("b", "-2"))).toHaveLength(1);
    expect(differences(etag("a", ""), etag("b", "-2"))).toHaveLength(1);
    expect(differences(etag("a", "-3"), etag("b", "-2"))).toEqual([]);
  });
});

describe("JSON in texts", () => {
  const callback = (body: string) => observed({ callbacks: [{ body, status: "200" }] });

  test("a changed member is one difference at its place", () => {
    expect(differences(callback('{"a":{"b":1}}'), callback('{"a":{"b":2}}'))).toEqual(["callbacks[0].body.a.b: 1 / 2"]);
  });

  test("another order of members is a difference of its own kind", () => {
    expect(differences(callback('{"x":{"a":1,"b":2}}'), callback('{"x":{"b":2,"a":1}}'))).toEqual([
      'callbacks[0].body.x (key order): ["a","b"] / ["b","a"]',
    ]);
  });

  test("another way of writing is a difference of its own kind", () => {
    expect(differences(callback('{"a":1,"b":2}'), callback('{"a": 1, "b": 2}'))).toEqual([
      'callbacks[0].body (style): "plain JSON" / "MySQL JSON"',
    ]);
  });

  test("JSON on one side only is a difference", () => {
    expect(differences(callback('{"a":1}'), callback("down"))).toHaveLength(1);
    expect(differences(found({ a: 1 }), found('{"a":1}'))).toHaveLength(1);
  });

  test("the consolidation's outputs come in any order", () => {
    const body = (...keys: string[]) => callback(JSON.stringify({ outputs: keys.map((rawKey) => ({ rawKey })) }));
    expect(differences(body("a", "b"), body("b", "a"))).toEqual([]);
    expect(differences(body("a", "b"), body("b", "c"))).not.toEqual([]);
  });
});

describe("lists", () => {
  test("one missing event is one difference", () => {
    const events = [
      "ExecutionStarted",
      "PassStateEntered A",
      "PassStateExited A",
      "PassStateEntered B",
      "ExecutionSucceeded",
    ];
    const without = events.toSpliced(2, 1);
    expect(
      differences(
        observed({ executions: [execution({ events })] }),
        observed({ executions: [execution({ events: without })] }),
      ),
    ).toEqual(['executions[0].events[2]: "PassStateExited A" / nothing']);
  });

  test("another event in an event's place is one difference", () => {
    const run = (event: string) =>
      observed({ executions: [execution({ events: ["ExecutionStarted", event, "ExecutionFailed"] })] });
    expect(differences(run("TaskFailed"), run("TaskTimedOut"))).toEqual([
      'executions[0].events[1]: "TaskFailed" / "TaskTimedOut"',
    ]);
  });

  test("the same elements in another order are one difference", () => {
    const keys = (...names: string[]) => found({ Contents: names.map((Key) => ({ Key, Size: 1 })) });
    const [difference, ...others] = compareObservations("s", keys("a", "b", "c"), keys("b", "a", "c"));
    expect(difference?.path).toBe('findings["finding 1"].value.Contents (order)');
    expect(others).toEqual([]);
  });

  test("objects are found by bucket and key", () => {
    const object = (key: string, sha256 = "0") => ({ bucket: "b", key, bytes: 1, sha256, contentType: "image/jpeg" });
    expect(
      differences(observed({ objects: [object("a"), object("b")] }), observed({ objects: [object("b", "1")] })),
    ).toEqual([expect.stringContaining('objects["b/a"]: {'), 'objects["b/b"].sha256: "0" / "1"']);
  });

  test("rows are found by their primary key", () => {
    const rows = (...ids: number[]) => observed({ rows: { media_assets: ids.map((id) => ({ id, title: `t${id}` })) } });
    expect(differences(rows(1, 2, 3), rows(1, 3))).toEqual(['rows.media_assets[1]: {"id":2,"title":"t2"} / nothing']);
    expect(differences(rows(1), observed())).toEqual([expect.stringContaining("rows.media_assets: [")]);
  });

  test("executions are found by machine and order", () => {
    const [processing, finalization] = [execution({ machine: "p" }), execution({ machine: "f" })];
    expect(
      differences(
        observed({ executions: [processing, finalization] }),
        observed({ executions: [finalization, processing] }),
      ),
    ).toEqual([]);
    expect(
      differences(
        observed({ executions: [processing, execution({ machine: "p", status: "FAILED" })] }),
        observed({ executions: [processing, processing] }),
      ),
    ).toEqual(['executions[1].status: "FAILED" / "SUCCEEDED"']);
  });

  test("an answer too few is one difference", () => {
    const answer = (request: string, status = 200) => ({ person: "owner", request, status, body: {} });
    const [first, second, third] = [answer("GET /a"), answer("GET /b"), answer("GET /c")];
    expect(
      differences(observed({ answers: [first, second, third] }), observed({ answers: [first, third] })),
    ).toHaveLength(1);
    expect(
      differences(observed({ answers: [first, second] }), observed({ answers: [first, answer("GET /b", 500)] })),
    ).toEqual(["answers[1].status: 200 / 500"]);
  });

  test("what is left in a queue counts", () => {
    expect(differences(observed({ queues: { dlq: ["{}"] } }), observed({ queues: { dlq: [] } }))).toEqual([
      "queues.dlq[0]: {} / nothing",
    ]);
  });
});

describe("any data", () => {
  const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.string({ maxLength: 5 }));
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie("tree"), { maxLength: 5 }),
      fc.dictionary(fc.string({ maxLength: 4 }), tie("tree"), { maxKeys: 5 }),
    ),
  }));

  test("a run is the same as itself", () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(differences(found(value, JSON.stringify(value)), found(value, JSON.stringify(value)))).toEqual([]);
      }),
    );
  });

  test("one changed leaf is one difference", () => {
    fc.assert(
      fc.property(tree, fc.nat(), (value, choice) => {
        const changed = { left: choice % Math.max(1, leaves(value)) };
        expect(differences(found(value), found(withChange(value, changed)))).toHaveLength(1);
      }),
    );
  });

  function leaves(value: unknown): number {
    if (typeof value !== "object" || value === null) return 1;
    return Object.values(value).reduce((sum: number, member) => sum + leaves(member), 0);
  }

  /** The same tree with its n-th leaf changed; a tree without leaves becomes a text. */
  function withChange(value: unknown, state: { left: number }): unknown {
    if (leaves(value) === 0) return "changed";
    return changeLeaf(value, state);
  }

  function changeLeaf(value: unknown, state: { left: number }): unknown {
    if (typeof value !== "object" || value === null) return state.left-- === 0 ? "changed leaf" : value;
    if (Array.isArray(value)) return value.map((member) => changeLeaf(member, state));
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, changeLeaf(member, state)]));
  }
});
