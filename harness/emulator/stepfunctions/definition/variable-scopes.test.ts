import { expect, test } from "vitest";
import { diagnose } from "./parse-machine.ts";

const END = { Type: "Pass", End: true };
const map = (inner: unknown, mode = "INLINE"): string =>
  JSON.stringify({
    StartAt: "Set",
    States: {
      Set: { Type: "Pass", Assign: { "x.$": "$.x" }, Next: "Each" },
      Each: {
        Type: "Map",
        ItemProcessor: {
          ProcessorConfig: { Mode: mode, ...(mode === "DISTRIBUTED" && { ExecutionType: "STANDARD" }) },
          StartAt: "Inner",
          States: { Inner: inner },
        },
        End: true,
      },
    },
  });

test("an iteration must not assign to a variable around it", () => {
  expect(diagnose(map({ ...END, Assign: { x: 1 } }), "STANDARD")).toEqual([
    {
      severity: "ERROR",
      code: "DUPLICATE_VARIABLE_NAME",
      message: "The variable name 'x' was already defined in a parent scope.",
      location: "/States/Each/ItemProcessor/States/Inner/Assign/x",
    },
  ]);
});

test("a name of its own, and the name of a variable outside a distributed Map, are free", () => {
  expect(diagnose(map({ ...END, Assign: { y: 1 } }), "STANDARD")).toEqual([]);
  expect(diagnose(map({ ...END, Assign: { x: 1 } }, "DISTRIBUTED"), "STANDARD")).toEqual([]);
});

test("branches of one Parallel may use the same name", () => {
  const branch = { StartAt: "S", States: { S: { ...END, Assign: { y: 1 } } } };
  const other = { StartAt: "T", States: { T: { ...END, Assign: { y: 2 } } } };
  const machine = { StartAt: "P", States: { P: { Type: "Parallel", Branches: [branch, other], End: true } } };
  expect(diagnose(JSON.stringify(machine), "STANDARD")).toEqual([]);
});
