import { expect, test } from "vitest";
import { System } from "../system/revisions.ts";
import { systemOfVariables, systemVariables, UsageError } from "./system-variables.ts";

test.each([
  [new System("current"), { REVISION: "current" }],
  [new System("fixed", ["D6"]), { REVISION: "fixed", DEFECTS: "D6" }],
  [
    new System("current").with({ added: ["D8"], removed: ["D5", "D6"] }),
    { REVISION: "current", DEFECTS: "-D5,-D6,D8" },
  ],
] as const)("a system's variables name that system again: %#", (system, variables) => {
  expect(systemVariables(system)).toEqual(variables);
  expect(systemOfVariables(variables)).toEqual(system);
});

test("without variables it is the current revision", () => {
  expect(systemOfVariables({})).toEqual(new System("current"));
  expect(systemOfVariables({ DEFECTS: "" })).toEqual(new System("current"));
});

test.each([
  [{ REVISION: "newest" }, "REVISION is newest; say one of incident, current, fixed"],
  [{ DEFECTS: "D6, D8" }, 'DEFECTS holds " D8"; write ids like D6,-D8 (on, off), with commas and no spaces'],
  [{ DEFECTS: "D6,-D6" }, "DEFECTS says D6 twice"],
])("%o is refused", (variables, sentence) => {
  expect(() => systemOfVariables(variables)).toThrow(new UsageError(sentence));
});
