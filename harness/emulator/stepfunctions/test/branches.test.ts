import { expect, test } from "vitest";
import { FUNCTION_ARN, failure, runMachine } from "./run-machine.ts";

const branch = (name: string, state: Record<string, unknown>): unknown => ({
  StartAt: name,
  States: { [name]: { End: true, ...state } },
});

test("branches run beside each other, and results keep the order of the branches", async () => {
  const { last, seconds } = await runMachine({
    StartAt: "Both",
    States: {
      Both: {
        Type: "Parallel",
        Branches: [
          branch("Slow", { Type: "Wait", Seconds: 10 }),
          branch("Quick", { Type: "Pass", Result: { status: "no_videos_to_process" } }),
        ],
        ResultPath: "$.parallelResults",
        End: true,
      },
    },
  });
  expect(seconds).toBe(10);
  expect(JSON.parse(String(last.details?.output))).toEqual({
    parallelResults: [{}, { status: "no_videos_to_process" }],
  });
});

test("a failing branch aborts the others and its own task; all name its last event (order as recorded with a Map)", async () => {
  const { events, seconds } = await runMachine(
    {
      StartAt: "Both",
      States: {
        Both: {
          Type: "Parallel",
          Branches: [
            branch("Long", { Type: "Wait", Seconds: 100 }),
            branch("Work", { Type: "Task", Resource: FUNCTION_ARN }),
          ],
          Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "After" }],
          End: true,
        },
        After: { Type: "Pass", End: true },
      },
    },
    {
      integrations: (clock) => ({
        async invokeLambda() {
          await clock.sleep(3000, "the function");
          return {
            payload: JSON.stringify({ errorType: failure("E").name }),
            functionError: "Unhandled",
            requestId: "r",
          };
        },
      }),
    },
  );
  const chain = events.slice(7).map(({ id, previousEventId, type }) => `${id} ${previousEventId} ${type}`);
  expect(chain).toEqual([
    "8 7 LambdaFunctionFailed",
    "9 8 TaskStateAborted",
    "10 8 WaitStateAborted",
    "11 8 ParallelStateFailed",
    "12 11 ParallelStateExited",
    "13 12 PassStateEntered",
    "14 13 PassStateExited",
    "15 14 ExecutionSucceeded",
  ]);
  expect(seconds).toBe(3);
});

test("a Map runs at most MaxConcurrency iterations at once", async () => {
  let running = 0;
  let most = 0;
  const { seconds, last } = await runMachine(
    {
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          ItemsPath: "$.items",
          ItemSelector: { "n.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value" },
          MaxConcurrency: 2,
          ItemProcessor: branch("Work", { Type: "Task", Resource: FUNCTION_ARN }),
          End: true,
        },
      },
    },
    {
      input: { items: ["a", "b", "c", "d", "e"] },
      integrations: (clock) => ({
        async invokeLambda({ payload }) {
          most = Math.max(most, ++running);
          await clock.sleep(1000, "the function");
          running--;
          return { payload, requestId: "r" };
        },
      }),
    },
  );
  expect(most).toBe(2);
  expect(seconds).toBe(3);
  expect(JSON.parse(String(last.details?.output))[4]).toEqual({ n: 4, v: "e" });
});

test("an empty Map gives an empty list", async () => {
  const { types, last } = await runMachine(
    { StartAt: "Each", States: { Each: { Type: "Map", ItemProcessor: branch("P", { Type: "Pass" }), End: true } } },
    { input: [] },
  );
  expect(types).toEqual([
    "ExecutionStarted",
    "MapStateEntered",
    "MapStateStarted",
    "MapStateSucceeded",
    "MapStateExited",
    "ExecutionSucceeded",
  ]);
  expect(last.details?.output).toBe("[]");
});

test("a failing iteration aborts the others in their order", async () => {
  const { events } = await runMachine(
    {
      StartAt: "Each",
      States: {
        Each: { Type: "Map", ItemProcessor: branch("Work", { Type: "Task", Resource: FUNCTION_ARN }), End: true },
      },
    },
    {
      input: [3000, 1000, 2000],
      integrations: (clock) => ({
        async invokeLambda({ payload }) {
          await clock.sleep(Number(payload), "the function");
          return { payload: '{"errorType":"E"}', functionError: "Unhandled", requestId: "r" };
        },
      }),
    },
  );
  const aborts = events.slice(events.findIndex(({ type }) => type === "LambdaFunctionFailed") + 1);
  expect(aborts.map(({ type, details }) => `${type} ${details?.index ?? ""}`.trim())).toEqual([
    "MapIterationFailed 1",
    "TaskStateAborted",
    "MapIterationAborted 0",
    "TaskStateAborted",
    "MapIterationAborted 2",
    "TaskStateAborted",
    "MapStateFailed",
    "ExecutionFailed",
  ]);
});

test("iterations that run out of time at the same moment all log it (recorded: test_service_lambda_map_timeout)", async () => {
  const { types } = await runMachine(
    {
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          ItemProcessor: branch("Work", { Type: "Task", Resource: FUNCTION_ARN, TimeoutSeconds: 5 }),
          End: true,
        },
      },
    },
    {
      input: [1, 2],
      integrations: (clock) => ({
        async invokeLambda() {
          await clock.sleep(60_000, "the function");
          return { payload: "null", requestId: "request-1" };
        },
      }),
    },
  );
  expect(types.slice(-8)).toEqual([
    "LambdaFunctionTimedOut",
    "LambdaFunctionTimedOut",
    "MapIterationFailed",
    "TaskStateAborted",
    "MapIterationAborted",
    "TaskStateAborted",
    "MapStateFailed",
    "ExecutionFailed",
  ]);
});
