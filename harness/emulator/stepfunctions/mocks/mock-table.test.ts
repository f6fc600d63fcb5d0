import { expect, test } from "vitest";
import { type MockTable, readMockTable } from "./mock-table.ts";

test("answers of each attempt, by machine and state", () => {
  const table = readMockTable({ m: { s: [{ throw: { error: "E", cause: "c" } }, { return: { a: [1] } }] } });
  expect(table.get("m")?.get("s")).toEqual([
    { kind: "error", error: "E", cause: "c" },
    { kind: "result", result: expect.objectContaining({ text: '{"a":[1]}' }) },
  ]);
});

test.each([
  ["a state without answers", { m: { s: [] } }, "mock.m.s"],
  ["an answer that is neither", { m: { s: [{ returns: 1 }] } }, "mock.m.s.0"],
  ["an error without a name", { m: { s: [{ throw: {} }] } }, "mock.m.s.0"],
])("%s is one sentence that names the place", (_, table, place) => {
  expect(() => readMockTable(table as unknown as MockTable)).toThrow(
    `${place} must list, by machine and state, what each attempt does: { return: … } or { throw: { error: …, cause: … } }.`,
  );
});
