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
