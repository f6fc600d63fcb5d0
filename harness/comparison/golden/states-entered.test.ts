import { expect, test } from "vitest";
import type { HistoryEvent } from "../../emulator/stepfunctions/execution/history.ts";
import { statesEntered } from "./states-entered.ts";

/** A history in short: id, the event before it, type, name of the state or function. */
function history(...events: [number, number, string, string?][]): HistoryEvent[] {
  return events.map(([id, previousEventId, type, name]) => ({
    id,
    previousEventId,
    at: 0,
    type,
    details: name === undefined ? undefined : { name, resource: `arn:aws:lambda:us-east-1:1:function:${name}` },
  }));
}

test("states in order, the branches of a Parallel each by itself", () => {
  const events = history(
    [1, 0, "ExecutionStarted"],
    [2, 0, "TaskStateEntered", "Validate"],
    [3, 2, "LambdaFunctionScheduled", "validate"],
    [4, 3, "TaskStateExited", "Validate"],
    [5, 4, "ParallelStateEntered", "Both"],
    [6, 5, "ParallelStateStarted"],
    [7, 6, "TaskStateEntered", "Photos"],
    [8, 6, "ChoiceStateEntered", "Videos?"],
    [9, 7, "LambdaFunctionScheduled", "thumbnails"],
    [10, 8, "ChoiceStateExited", "Videos?"],
    [11, 10, "PassStateEntered", "Skip"],
    [12, 11, "PassStateExited", "Skip"],
    [13, 9, "TaskStateExited", "Photos"],
    [14, 13, "ParallelStateSucceeded"],
    [15, 13, "ParallelStateExited", "Both"],
    [16, 15, "SucceedStateEntered", "Done"],
  );
  const invocation = (name: string) => ({ function: name, input: "", output: "", logs: [] });
  expect(statesEntered(events, invocation)).toEqual([
    { state: "Validate", type: "Task", attempts: [invocation("validate")] },
    {
      state: "Both",
      type: "Parallel",
      branches: [
        [{ state: "Photos", type: "Task", attempts: [invocation("thumbnails")] }],
        [
          { state: "Videos?", type: "Choice" },
          { state: "Skip", type: "Pass" },
        ],
      ],
    },
    { state: "Done", type: "Succeed" },
  ]);
});

test("every attempt of a task is one", () => {
  const events = history(
    [2, 0, "TaskStateEntered", "Validate"],
    [3, 2, "LambdaFunctionScheduled", "validate"],
    [4, 3, "LambdaFunctionFailed"],
    [5, 4, "LambdaFunctionScheduled", "validate"],
  );
  const outputs = ["first", "second"];
  const states = statesEntered(events, (name) => ({
    function: name,
    input: "",
    output: outputs.shift() ?? "",
    logs: [],
  }));
  expect(states[0]?.attempts?.map(({ output }) => output)).toEqual(["first", "second"]);
});
