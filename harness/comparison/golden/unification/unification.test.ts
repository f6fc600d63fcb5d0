import { describe, expect, test } from "vitest";
import type { FieldRule } from "./field-rules.ts";
import { printDifference, Unification } from "./unification.ts";

/** Differences of a recorded and a found value, one line each. */
function differences(expected: unknown, found: unknown, rules: readonly FieldRule[] = []): string[] {
  const unification = new Unification(rules);
  unification.unify(expected, found);
  return unification.differences.map(printDifference);
}

const UUID = "c3e2fed7-c066-47b4-a887-96c7ee97fe31";
const OTHER_UUID = "0f2b30ec-efc5-4fbe-aef3-68cc636168a9";
const OURS = "72d875cb-1bc5-43cf-a07d-821912345678";
const OURS_TOO = "11111111-2222-4333-8444-555555555555";

describe("values that are the same in every run", () => {
  test("equal values have no difference", () => {
    expect(
      differences({ status: 200, body: null, list: [true, "a"] }, { status: 200, body: null, list: [true, "a"] }),
    ).toEqual([]);
  });

  test("a difference names its place", () => {
    expect(differences({ rows: [{ id: 20, status: "RUNNING" }] }, { rows: [{ id: 20, status: "PENDING" }] })).toEqual([
      'rows[0].status: expected "RUNNING", found "PENDING"',
    ]);
  });

  test("log lines and states are named in the path", () => {
    const line = (status: number) => ({ logs: [{ msg: "HTTP Request", status }] });
    expect(differences(line(200), line(202))).toEqual(["logs[0 HTTP Request].status: expected 200, found 202"]);
  });

  test("a number is no text", () => {
    expect(differences({ id: 28 }, { id: "28" })).toEqual(['id: expected 28, found "28"']);
  });

  test("the order of keys counts", () => {
    expect(differences({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([" (keys): expected a,b, found b,a"]);
  });

  test("an absent and an additional entry are differences", () => {
    expect(differences([1, 2], [1])).toEqual([" (entries): expected 2: [1,2], found 1: [1]"]);
    expect(differences([], [1])).toEqual([" (entries): expected 0: [], found 1: [1]"]);
  });
});

describe("values that differ between runs", () => {
  test("one recorded id is one of ours, wherever it occurs", () => {
    expect(differences([UUID, `execution:${UUID}`], [OURS, `execution:${OURS}`])).toEqual([]);
    expect(differences([UUID, `execution:${UUID}`], [OURS, `execution:${OURS_TOO}`])).toEqual([
      `[1]: expected "execution:${UUID}", found "execution:${OURS_TOO}", where ${OURS_TOO} for ${UUID} should be ${OURS}`,
    ]);
  });

  test("two recorded ids are two of ours", () => {
    expect(differences([UUID, OTHER_UUID], [OURS, OURS])).toEqual([
      `[1]: expected "${OTHER_UUID}", found "${OURS}", where ${OURS} for ${OTHER_UUID} is elsewhere the recorded ${UUID}`,
    ]);
  });

  test("what stands around an id counts", () => {
    expect(differences(`arn:${UUID}`, `arn/${OURS}`)).toHaveLength(1);
    expect(differences(UUID, "finalization-28-21")).toHaveLength(1);
  });

  test("a traceparent holds the ids of its request's log line", () => {
    const traceId = "09cf948a052d3638f56710f22c99a51b";
    const ourTraceId = "d82b3b3b28387ea936cc632850271c10";
    const at = (trace: string, parent: string) => ({ trace, parent: `00-${parent}-c19e72c6548fa351-01` });
    expect(differences(at(traceId, traceId), at(ourTraceId, ourTraceId))).toEqual([]);
    expect(differences(at(traceId, traceId), at(ourTraceId, traceId))).toHaveLength(1);
  });

  test("a digest is the same in hex, in base64 and in a query", () => {
    const hex = "382e5a8bad01654f5b07e3e3dd2a76690a8aebfdcac5fced01f2d515d8145703";
    const ours = "235abfa6591da2bc48c83112a0f0a0b168fc68063ec24208d02dbf781a73eb02";
    const forms = (digest: string, inQuery: string) => {
      const base64 = Buffer.from(digest, "hex").toString("base64");
      const query = Buffer.from(inQuery, "hex").toString("base64");
      return [digest, base64, `?X-Amz-Checksum-Sha256=${encodeURIComponent(query)}&x-id=PutObject`];
    };
    expect(differences(forms(hex, hex), forms(ours, ours))).toEqual([]);
    expect(differences(forms(hex, hex), forms(ours, hex))).toHaveLength(1);
  });

  test("a number of bytes has been said beforehand, as a number or as digits", () => {
    const unification = new Unification();
    unification.sameSize(63246, 57899);
    unification.unify({ size: 63246, size_bytes: "63246" }, { size: 57899, size_bytes: "57899" });
    expect(unification.differences).toEqual([]);
    unification.unify({ size: 63246 }, { size: 63246 });
    expect(unification.differences.map(printDifference)).toEqual(["size: expected 57899, found 63246"]);
  });
});

describe("times", () => {
  const STEP = { fromMs: Date.parse("2026-01-01T10:00:00.000Z"), toMs: Date.parse("2026-01-01T10:00:05.000Z") };
  const inStep = (expected: unknown, found: unknown) => {
    const unification = new Unification();
    unification.enter("step", STEP);
    unification.unify(expected, found);
    return unification.differences;
  };

  test("a time lies within the step in which it is first seen", () => {
    expect(inStep("2026-11-24T05:57:46.877Z", "2026-01-01T10:00:01.002Z")).toEqual([]);
    expect(inStep("2026-11-24T05:57:46.877Z", "2026-01-01T10:00:09.000Z")).toHaveLength(1);
    expect(inStep("1795499866147", "1767261603000")).toEqual([]);
    expect(inStep("1795499866147", "1767261613000")).toHaveLength(1);
    expect(inStep("X-Amz-Date=20261124T055745Z", "X-Amz-Date=20260101T100000Z")).toEqual([]);
    expect(inStep("X-Amz-Date=20261124T055745Z", "X-Amz-Date=20260102T100000Z")).toHaveLength(1);
  });

  test("times of one second may part, but one field's keeps", () => {
    const row = (created: string, started: string) => ({ created, started });
    const recorded = row("2026-11-24 05:57:50", "2026-11-24 05:57:50");
    expect(inStep(recorded, row("2026-01-01 10:00:00", "2026-01-01 10:00:01"))).toEqual([]);
    const unification = new Unification();
    unification.unify(recorded, row("2026-01-01 10:00:00", "2026-01-01 10:00:01"));
    unification.unify(recorded, row("2026-01-01 10:00:00", "2026-01-01 10:00:02"));
    expect(unification.differences).toHaveLength(1);
  });

  test("milliseconds are not seconds", () => {
    expect(inStep("2026-11-24T05:57:46.877Z", "2026-01-01T10:00:01Z")).toHaveLength(1);
  });
});

describe("JSON in a text", () => {
  test("is compared value by value", () => {
    expect(differences({ body: '{"id":1,"to":"a"}' }, { body: '{"id":1,"to":"b"}' })).toEqual([
      'body.to: expected "a", found "b"',
    ]);
  });

  test("must be written in the same way", () => {
    expect(differences('{"a": 1, "b": [1, 2]}', '{"a":1,"b":[1,2]}')).toEqual([
      " (style): expected MySQL JSON, found plain JSON",
    ]);
    expect(differences('{"url":"a\\u0026b"}', '{"url":"a&b"}')).toEqual([
      " (style): expected Go JSON, found plain JSON",
    ]);
    expect(differences('{"n":1}', '{"n":1.0}')).toEqual([" (style): expected plain JSON, found other JSON"]);
  });

  test("is no other text", () => {
    expect(differences('{"a":1}', '{"a":1')).toHaveLength(1);
  });
});

describe("outputs of the consolidation", () => {
  const outputs = (...keys: string[]) => keys.map((rawKey) => ({ rawKey, processedKey: `p-${rawKey}` }));

  test("may come in another rotation of the input's order", () => {
    expect(differences(outputs("c", "a", "b"), outputs("b", "c", "a"))).toEqual([]);
    expect(differences(outputs("c", "a", "b"), outputs("c", "b", "a"))).toHaveLength(1);
  });

  test("keep their order wherever they occur", () => {
    const recorded = { output: outputs("c", "a", "b"), callback: outputs("c", "a", "b") };
    expect(differences(recorded, { output: outputs("b", "c", "a"), callback: outputs("b", "c", "a") })).toEqual([]);
    expect(differences(recorded, { output: outputs("b", "c", "a"), callback: outputs("c", "a", "b") })).toHaveLength(1);
  });

  test("are compared by raw key", () => {
    const [first, ...others] = outputs("a", "b");
    expect(differences([first, ...others], [...others, { ...first, processedKey: "" }])).toEqual([
      '[a].processedKey: expected "p-a", found ""',
    ]);
    expect(differences(outputs("a", "b"), outputs("a", "c"))).toHaveLength(1);
  });
});

describe("field rules", () => {
  const RULES: readonly FieldRule[] = [
    { at: /\.duration$/, rule: /^\d+$/, reason: "measured" },
    { at: /\.moto$/, rule: "skip", reason: "moto" },
    { at: /^attributes$/, rule: "unordered", reason: "by hand" },
  ];

  test("a pattern holds for ours", () => {
    expect(differences([{ duration: 5449024 }], [{ duration: 12 }], RULES)).toEqual([]);
    expect(differences([{ duration: 5449024 }], [{ duration: "12 ms" }], RULES)).toHaveLength(1);
    expect(differences([{ duration: 5449024 }], [{}], RULES)).toHaveLength(1);
  });

  test("a skipped field may be absent or additional", () => {
    expect(differences([{ a: 1, moto: 2 }], [{ a: 1 }], RULES)).toEqual([]);
    expect(differences([{ a: 1 }], [{ moto: 2, a: 1 }], RULES)).toEqual([]);
  });

  test("unordered keys are still compared", () => {
    expect(differences({ attributes: { a: 1, b: 2 } }, { attributes: { b: 2, a: 1 } }, RULES)).toEqual([]);
    expect(differences({ attributes: { a: 1, b: 2 } }, { attributes: { b: 3, a: 1 } }, RULES)).toHaveLength(1);
    expect(differences({ attributes: { a: 1, b: 2 } }, { attributes: { a: 1 } }, RULES)).toHaveLength(1);
  });

  test("what a rule leaves out is counted under its reason", () => {
    const unification = new Unification(RULES);
    unification.unify([{ duration: 1, moto: 1 }], [{ duration: 2 }]);
    expect([...unification.skipped]).toEqual([
      ["moto", 1],
      ["measured", 1],
    ]);
  });
});
