import { expect, test } from "vitest";
import type { LogRecord } from "../ports.ts";
import { LogWriter } from "./log-writer.ts";

function line(level: LogRecord["level"], message: string): LogRecord {
  return { level, message, fields: [] };
}

test("lines go to their streams, those that follow each other in one write, in the order written", () => {
  const written: [string, number, string][] = [];
  const stream = (name: string) => ({
    write: (text: string) => written.push([name, text.trimEnd().split("\n").length, text]),
  });
  const log = new LogWriter("INFO", () => 0, { stdout: stream("out"), stderr: stream("err") });
  log.write(line("INFO", "a"));
  log.write(line("DEBUG", "too low"));
  log.write(line("INFO", "b"));
  log.write(line("ERROR", "c"));
  log.write(line("INFO", "d"));
  expect(written).toEqual([]);
  log.flush();
  expect(written.map(([name, lines]) => [name, lines])).toEqual([
    ["out", 2],
    ["err", 1],
    ["out", 1],
  ]);
  expect(written[1]?.[2]).toBe('{"time":"1970-01-01T00:00:00Z","level":"ERROR","msg":"c"}\n');
  log.flush();
  expect(written).toHaveLength(3);
});

test("nobody needs to ask for the writing", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const log = new LogWriter("DEBUG", () => 0, { stdout: { write: resolve }, stderr: { write: resolve } });
  log.write(line("DEBUG", "a"));
  expect(await promise).toContain('"msg":"a"');
});
