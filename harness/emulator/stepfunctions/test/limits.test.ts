import { expect, test } from "vitest";
import { answering, FUNCTION_ARN, runMachine } from "./run-machine.ts";

test("event 25,000 ends the execution", async () => {
  const { events, last } = await runMachine({
    StartAt: "Again",
    States: {
      Again: { Type: "Pass", Next: "Choose" },
      Choose: { Type: "Choice", Choices: [{ Variable: "$.a", IsPresent: false, Next: "Again" }], Default: "Never" },
      Never: { Type: "Succeed" },
    },
  });
  expect(events).toHaveLength(25_000);
  expect(last).toMatchObject({
    type: "ExecutionFailed",
    details: {
      error: "States.Runtime",
      cause: "The execution reached the maximum number of history events (25000).",
    },
  });
});

test("262,144 bytes pass through a task, one more does not", async () => {
  const payloadOf = (bytes: number): string => JSON.stringify("ä".repeat((bytes - 2) / 2));
  const machine = { StartAt: "Work", States: { Work: { Type: "Task", Resource: FUNCTION_ARN, End: true } } };
  const run = async (payload: string): Promise<unknown> =>
    (await runMachine(machine, { integrations: () => ({ invokeLambda: answering(payload) }) })).last;
  expect(await run(payloadOf(262_144))).toMatchObject({ type: "ExecutionSucceeded" });
  expect(await run(payloadOf(262_146))).toMatchObject({
    type: "ExecutionFailed",
    details: {
      error: "States.DataLimitExceeded",
      cause: `The state/task '${FUNCTION_ARN}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    },
  });
});

test("a state's output is limited too", async () => {
  const { last } = await runMachine(
    { StartAt: "Twice", States: { Twice: { Type: "Pass", Parameters: { "a.$": "$", "b.$": "$" }, End: true } } },
    { input: "x".repeat(200_000) },
  );
  expect(last.details).toMatchObject({ error: "States.DataLimitExceeded", cause: expect.stringContaining("'Twice'") });
});
