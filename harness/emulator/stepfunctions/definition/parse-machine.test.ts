import { expect, test } from "vitest";
import { parseMachine } from "./parse-machine.ts";
import type { Emulation } from "./problems.ts";

const machine = (states: Record<string, unknown>): string =>
  JSON.stringify({ StartAt: Object.keys(states)[0], States: states });
const END = { Type: "Pass", End: true };

test("every error is in the message, not only the first", () => {
  const definition = machine({ A: { Type: "Pass", InputPath: "x", Next: "B", End: true } });
  expect(() => parseMachine(definition)).toThrow(
    expect.objectContaining({
      code: "InvalidDefinition",
      status: 400,
      message:
        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value must be a valid JSONPath. at /States/A/InputPath, " +
        "SCHEMA_VALIDATION_FAILED: There should only be one of the following fields: [Next, End] at /States/A'",
    }),
  );
});

test("an error without a place is at null", () => {
  expect(() => parseMachine(machine({ A: { Type: "Pass", Next: "A" } }))).toThrow(
    "Invalid State Machine Definition: 'MISSING_END_STATE: Workflow has no terminal state at null'",
  );
});

test("what is not emulated is refused by name, all of it, unless the state is mocked", () => {
  const call = (service: string) => ({
    Type: "Task",
    Resource: `arn:aws:states:::${service}`,
    Parameters: { TaskDefinition: "t" },
  });
  const definition = machine({
    Query: { ...call("athena:startQueryExecution"), Next: "Run" },
    Run: { ...call("ecs:runTask.sync"), Next: "Done" },
    Done: END,
  });
  const mocking = (isMocked: (state: string) => boolean): Emulation => ({ isEmulated: () => false, isMocked });
  expect(() =>
    parseMachine(
      definition,
      "STANDARD",
      mocking(() => false),
    ),
  ).toThrow(
    expect.objectContaining({
      code: "NotImplemented",
      status: 501,
      message: expect.stringMatching(
        /athena:startQueryExecution is not emulated\. .*ecs:runTask\.sync is not emulated\./,
      ),
    }),
  );
  expect(() =>
    parseMachine(
      definition,
      "STANDARD",
      mocking((state) => state === "Query"),
    ),
  ).toThrow(/^The task resource .*runTask/);
  expect(() =>
    parseMachine(
      definition,
      "STANDARD",
      mocking(() => true),
    ),
  ).not.toThrow();
  const emulation: Emulation = { isEmulated: (resource) => resource.kind === "service", isMocked: () => false };
  expect(() => parseMachine(definition, "STANDARD", emulation)).not.toThrow();
  expect(() => parseMachine(definition)).not.toThrow();
});

test("an error of AWS's goes before what is not emulated", () => {
  const athena = {
    Type: "Task",
    Resource: "arn:aws:states:::athena:startQueryExecution",
    Parameters: {},
    Next: "Nowhere",
  };
  const nothing: Emulation = { isEmulated: () => false, isMocked: () => false };
  expect(() => parseMachine(machine({ Query: athena, Done: END }), "STANDARD", nothing)).toThrow(
    /Missing 'Next' target: Nowhere/,
  );
});
