import { expect, test } from "vitest";
import { clockText } from "./clock-text.ts";
import { listItems } from "./list-items.ts";
import { shortName } from "./short-name.ts";
import { sizeText } from "./size-text.ts";
import { dedented, rowsIn, statementIn } from "./statement.ts";
import { valueDiff } from "./value-diff.ts";

test.each([
  [0, "0:00.000"],
  [3_952, "0:03.952"],
  [59_999.6, "1:00.000"],
  [3_905_003, "1:05:05.003"],
])("%d ms is %s", (ms, text) => expect(clockText(ms)).toBe(text));

test.each([
  [1, "1 byte"],
  [999, "999 bytes"],
  [1_000, "1.0 kB"],
  [4_175_824, "4.2 MB"],
])("%d bytes are %s", (bytes, text) => expect(sizeText(bytes)).toBe(text));

test("names lose what all of them have", () => {
  expect(["listing-media-zip-staging", "my-function", "S3"].map(shortName)).toEqual(["zip", "my-function", "S3"]);
});

test("values are compared member by member", () => {
  expect(valueDiff('{"a":1,"b":{"c":[1,"x"]},"gone":null}', '{"a":1,"b":{"c":[1,"y",{}]}}')).toEqual([
    { path: "a", left: "1", right: "1", same: true },
    { path: "b.c[0]", left: "1", right: "1", same: true },
    { path: "b.c[1]", left: "x", right: "y", same: false },
    { path: "gone", left: "null", right: undefined, same: false },
    { path: "b.c[2]", left: undefined, right: "{}", same: false },
  ]);
});

test.each([
  ["no JSON", "a ZIP", "none"],
  ["numbers", "1", "2"],
  ["one that is missing", undefined, '{"a":1}'],
])("%s is compared as a whole", (_what, left, right) => {
  expect(valueDiff(left, right)).toEqual([{ path: "", left, right, same: false }]);
});

test("statements and rows are told from other JSON", () => {
  expect(statementIn('{"sql":"SELECT ?","values":[1]}')).toEqual({ sql: "SELECT ?", values: [1] });
  expect(statementIn('{"sql":"BEGIN"}')).toEqual({ sql: "BEGIN", values: [] });
  expect([statementIn('{"sql":1}'), statementIn("x"), statementIn("null")]).toEqual([undefined, undefined, undefined]);
  expect(rowsIn('[{"id":1}]')).toEqual([{ id: 1 }]);
  expect([rowsIn("[]"), rowsIn("[1]"), rowsIn("{}"), rowsIn("x")]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(dedented("SELECT a\n       FROM b")).toBe("SELECT a\n  FROM b");
});

test("skipped time stands between the events, not before the first or behind the last", () => {
  const span = (fromMs: number) => ({ lane: 0, row: 0, fromMs, toMs: fromMs });
  const skipped = [
    { fromMs: 0, toMs: 1_000 },
    { fromMs: 1_001, toMs: 9_000 },
    { fromMs: 9_000, toMs: 20_000 },
  ];
  const spans = [span(0), span(1_000), span(9_000)];
  expect(listItems({ spans, skipped }, [1, 2])).toEqual([{ event: 1 }, { skipped: 1 }, { event: 2 }]);
});
