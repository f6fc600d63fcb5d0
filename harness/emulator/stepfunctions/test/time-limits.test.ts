import { expect, test } from "vitest";
import { FUNCTION_ARN, runMachine } from "./run-machine.ts";

const slowFunction = (seconds: number) => (clock: { sleep(ms: number, label: string): Promise<void> }) => ({
  async invokeLambda() {
    await clock.sleep(seconds * 1000, "a slow function");
    return { payload: '"late"', requestId: "request-1" };
  },
});

const task = (fields: Record<string, unknown>): Record<string, unknown> => ({
  Type: "Task",
  Resource: FUNCTION_ARN,
  End: true,
  ...fields,
});

test("a task that is too slow times out without a cause, and States.TaskFailed does not name it", async () => {
  const retried = { TimeoutSeconds: 120, Retry: [{ ErrorEquals: ["States.TaskFailed"] }] };
  const { types, last, seconds } = await runMachine(
    { StartAt: "Work", States: { Work: task(retried) } },
    { integrations: slowFunction(500) },
  );
  expect(types.slice(2)).toEqual([
    "LambdaFunctionScheduled",
    "LambdaFunctionStarted",
    "LambdaFunctionTimedOut",
    "ExecutionFailed",
  ]);
  expect(last.details).toEqual({ error: "States.Timeout" });
  expect(seconds).toBe(120);
});

test("TimeoutSecondsPath and the Scheduled event's limits", async () => {
  const { events, seconds } = await runMachine(
    { StartAt: "Work", States: { Work: task({ TimeoutSecondsPath: "$.limit", HeartbeatSeconds: 60 }) } },
    { input: { limit: 70 }, integrations: slowFunction(500) },
  );
  expect(events[2]?.details).toMatchObject({ timeoutInSeconds: 70, heartbeatInSeconds: 60 });
  expect(seconds).toBe(60);
});

test("a function never sends a heartbeat: the first missed one ends the task", async () => {
  const { last, seconds } = await runMachine(
    { StartAt: "Work", States: { Work: task({ TimeoutSeconds: 100, HeartbeatSeconds: 10 }) } },
    { integrations: slowFunction(50) },
  );
  expect(last.details).toEqual({ error: "States.Timeout" });
  expect(seconds).toBe(10);
});

test("the machine's TimeoutSeconds ends the execution while a function goes on", async () => {
  const { last, seconds, types } = await runMachine(
    { StartAt: "Work", TimeoutSeconds: 3, States: { Work: task({}) } },
    { integrations: slowFunction(10) },
  );
  expect(last).toMatchObject({ type: "ExecutionTimedOut", previousEventId: 0, details: {} });
  expect(seconds).toBe(3);
  expect(types).not.toContain("LambdaFunctionSucceeded");
});

test("Wait takes virtual time, until a moment or for seconds; a moment that has passed takes none", async () => {
  const machine = {
    StartAt: "Seconds",
    States: {
      Seconds: { Type: "Wait", Seconds: 60, Next: "Path" },
      Path: { Type: "Wait", SecondsPath: "$.wait", Next: "Until" },
      Until: { Type: "Wait", Timestamp: "2025-12-03T10:02:00Z", Next: "Past" },
      Past: { Type: "Wait", TimestampPath: "$.past", End: true },
    },
  };
  const { seconds } = await runMachine(machine, { input: { wait: 30, past: "2020-01-01T00:00:00+02:00" } });
  expect(seconds).toBe(120);
});

test("StopExecution ends a waiting execution at once, leaves no timer, and stops it only once", async () => {
  const { last, seconds, types } = await runMachine(
    { StartAt: "Hour", States: { Hour: { Type: "Wait", Seconds: 3600, End: true } } },
    {
      during: async (clock, call, executionArn) => {
        await clock.sleep(5000, "before the stop");
        const stopped = await call("StopExecution", { executionArn, error: "Enough", cause: "of this" });
        const again = await call("StopExecution", { executionArn });
        expect(again.body).toEqual(stopped.body);
        expect((await call("DescribeExecution", { executionArn })).body).toMatchObject({
          status: "ABORTED",
          error: "Enough",
          cause: "of this",
          redriveStatus: "REDRIVABLE",
        });
      },
    },
  );
  // The predecessor 0 is recorded: test_stop_execution.
  expect(last).toMatchObject({ type: "ExecutionAborted", previousEventId: 0 });
  expect(types).toEqual(["ExecutionStarted", "WaitStateEntered", "ExecutionAborted"]);
  expect(seconds).toBe(5);
});
