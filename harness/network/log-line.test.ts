import fc from "fast-check";
import { expect, test } from "vitest";
import { logLineOf, parseLogLine } from "./log-line.ts";

test.each([
  [
    "slog",
    '{"time":"2025-12-03T10:00:00Z","level":"WARN","msg":"slow","ms":7,"path":"/x"}',
    {
      level: "WARN",
      message: "slow",
      fields: [
        ["ms", 7],
        ["path", "/x"],
      ],
    },
  ],
  ["zerolog", '{"level":"info","message":"up","time":1764756000}', { level: "INFO", message: "up", fields: [] }],
  ["zap", '{"level":"error","ts":1.5,"msg":"down"}', { level: "ERROR", message: "down", fields: [] }],
  [
    "a field named message beside msg",
    '{"level":"INFO","msg":"a","message":"b"}',
    { level: "INFO", message: "a", fields: [["message", "b"]] },
  ],
  [
    "slog, with a key that a logger had already",
    '{"level":"INFO","msg":"a","request_id":"1" , "request_id":"1","url":"a,b:{\\"c\\"}","deep":{"x":[1,{"y":","}]},"n":null}',
    {
      level: "INFO",
      message: "a",
      fields: [
        ["request_id", "1"],
        ["request_id", "1"],
        ["url", 'a,b:{"c"}'],
        ["deep", { x: [1, { y: "," }] }],
        ["n", null],
      ],
    },
  ],
])("a line of %s keeps level, message and fields", (_logger, text, expected) => {
  expect(parseLogLine(text)).toEqual(expected);
});

test.each(["listening on 8080", "", '{"level":"INFO"}', '{"level":3,"msg":"x"}', '{"level":"INFO","msg":', "[1]"])(
  "%j is kept as it is, at INFO",
  (text) => {
    expect(parseLogLine(text)).toBeUndefined();
    expect(logLineOf(text)).toEqual({ level: "INFO", message: text, fields: [] });
  },
);

test("whatever a line holds, its fields are those that JSON.parse gives", () => {
  const own = new Set(["level", "msg", "message", "time", "ts"]);
  const members = fc.dictionary(
    fc.string().filter((name) => !own.has(name)),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(members, fc.constantFrom(undefined, 1), (fields, space) => {
      const line = parseLogLine(JSON.stringify({ level: "INFO", msg: "a", ...fields }, undefined, space));
      const parsed = JSON.parse(JSON.stringify(fields)) as object;
      expect(new Map(line?.fields)).toEqual(new Map(Object.entries(parsed)));
    }),
  );
});
