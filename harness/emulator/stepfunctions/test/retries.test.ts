import { expect, test } from "vitest";
import { answering, FUNCTION_ARN, failure, runMachine } from "./run-machine.ts";

const task = (fields: Record<string, unknown>): unknown => ({
  StartAt: "Work",
  States: {
    Work: { Type: "Task", Resource: FUNCTION_ARN, End: true, ...fields },
    ...(fields.Catch ? { Caught: { Type: "Pass", End: true } } : {}),
  },
});

const waits = async (retry: unknown[], ...errors: string[]): Promise<{ seconds: number; attempts: number }> => {
  const { types, seconds } = await runMachine(task({ Retry: retry }), {
    integrations: () => ({ invokeLambda: answering(...errors.map((name) => failure(name))) }),
  });
  return { seconds, attempts: types.filter((type) => type === "LambdaFunctionScheduled").length };
};

test("defaults: three retries after 1, 2 and 4 seconds", async () => {
  expect(await waits([{ ErrorEquals: ["States.ALL"] }], "E")).toEqual({ seconds: 7, attempts: 4 });
});

test("the machines' retrier: States.TaskFailed, 5 s, 2 attempts, twice as long each time", async () => {
  const retrier = { ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 5, MaxAttempts: 2, BackoffRate: 2 };
  expect(await waits([retrier], "wrapError")).toEqual({ seconds: 15, attempts: 3 });
});

test("MaxDelaySeconds caps the wait", async () => {
  const retrier = { ErrorEquals: ["E"], IntervalSeconds: 2, MaxAttempts: 4, BackoffRate: 3, MaxDelaySeconds: 5 };
  expect(await waits([retrier], "E")).toEqual({ seconds: 2 + 5 + 5 + 5, attempts: 5 });
});

test("FULL jitter waits a part of the interval, the same part in every run", async () => {
  const retrier = { ErrorEquals: ["E"], IntervalSeconds: 100, MaxAttempts: 1, JitterStrategy: "FULL" };
  const first = await waits([retrier], "E");
  expect(first.seconds).toBeGreaterThan(0);
  expect(first.seconds).toBeLessThan(100);
  expect(await waits([retrier], "E")).toEqual(first);
});

test("every retrier counts for itself", async () => {
  const retriers = [
    { ErrorEquals: ["A"], IntervalSeconds: 1, MaxAttempts: 1 },
    { ErrorEquals: ["B"], IntervalSeconds: 10, MaxAttempts: 1 },
  ];
  expect(await waits(retriers, "A", "B", "A")).toEqual({ seconds: 11, attempts: 3 });
});

test("an exhausted retrier leaves the failure to the first Catch that names it", async () => {
  const { events } = await runMachine(
    task({
      Retry: [{ ErrorEquals: ["E"], MaxAttempts: 0 }],
      Catch: [
        { ErrorEquals: ["Other"], Next: "Caught" },
        { ErrorEquals: ["States.TaskFailed"], ResultPath: "$.error", Next: "Caught" },
      ],
    }),
    { input: { a: 1 }, integrations: () => ({ invokeLambda: answering(failure("E", "why")) }) },
  );
  const output = events.find(({ type }) => type === "TaskStateExited")?.details?.output;
  expect(JSON.parse(String(output))).toEqual({
    a: 1,
    error: { Error: "E", Cause: '{"errorType":"E","errorMessage":"why"}' },
  });
});

test.each([
  ["Sandbox.Timedout", "Lambda.Unknown"],
  ["Runtime.ExitError", "Lambda.Unknown"],
])("%s is also caught as %s", async (error, name) => {
  const { types } = await runMachine(task({ Catch: [{ ErrorEquals: [name], Next: "Caught" }] }), {
    integrations: () => ({ invokeLambda: answering(failure(error)) }),
  });
  expect(types).toContain("ExecutionSucceeded");
});
