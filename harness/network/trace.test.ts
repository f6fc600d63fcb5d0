import { expect, test } from "vitest";
import { Trace } from "./trace.ts";

test("what is read back afterwards stands at its own time, whatever its sequence number", () => {
  let now = 1000;
  const trace = new Trace(
    () => now,
    () => 0,
  );
  trace.record({ kind: "note", source: "a", message: "first" });
  now = 3000;
  trace.record({ kind: "note", source: "a", message: "last" });
  trace.recordPast([{ at: 2000, event: { kind: "note", source: "b", message: "between" } }]);
  expect(trace.of("note").map(({ message, at, sequence }) => [message, at, sequence])).toEqual([
    ["first", 1000, 1],
    ["between", 2000, 3],
    ["last", 3000, 2],
  ]);
});

test("names that a backend chose become the scenario's", () => {
  const trace = new Trace(
    () => 0,
    () => 0,
    { canonicalise: (value) => JSON.parse(JSON.stringify(value).replaceAll("real", "canonical")) },
  );
  expect(trace.record({ kind: "note", source: "a", message: "real name" }).message).toBe("canonical name");
});
