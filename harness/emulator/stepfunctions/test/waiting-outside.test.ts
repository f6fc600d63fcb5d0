import { expect, test } from "vitest";
import { FUNCTION_ARN, runMachine } from "./run-machine.ts";

const TOKEN_STATE = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
  Parameters: { FunctionName: FUNCTION_ARN, Payload: { "token.$": "$$.Task.Token" } },
  End: true,
};

test("a world settles while an execution waits for its token, in a branch too", async () => {
  const branch = { StartAt: "Approval", States: { Approval: TOKEN_STATE } };
  const { types } = await runMachine(
    { StartAt: "Both", States: { Both: { Type: "Parallel", Branches: [branch], End: true } } },
    {
      integrations: () => ({
        invokeLambda: async () => ({ payload: "{}", requestId: "request-1" }),
      }),
    },
  );
  expect(types.at(-1)).toBe("TaskSubmitted");
});

// Recorded: test_max_concurrency_path_negative.
test("a Map whose MaxConcurrencyPath is negative is never entered, and the trace says why", async () => {
  const { types, trace } = await runMachine(
    {
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          MaxConcurrencyPath: "$.limit",
          ItemsPath: "$.items",
          ItemProcessor: { StartAt: "One", States: { One: { Type: "Pass", End: true } } },
          End: true,
        },
      },
    },
    { input: { limit: -1, items: [1] } },
  );
  expect(types).toEqual(["ExecutionStarted"]);
  expect(trace.events.filter(({ kind }) => kind === "note")).toMatchObject([
    { message: expect.stringContaining("MaxConcurrencyPath leads to a negative number") },
  ]);
});
