import { expect, test } from "vitest";
import { answering, FUNCTION_ARN, runMachine } from "../test/run-machine.ts";
import type { LambdaCall } from "./task-integrations.ts";

async function invoked(payload: unknown, answer: string): Promise<{ calls: LambdaCall[]; result: unknown }> {
  const calls: LambdaCall[] = [];
  const invoke = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", OutputPath: "$.Payload", End: true };
  const run = await runMachine(
    { StartAt: "A", States: { A: { ...invoke, Parameters: { FunctionName: "work", Payload: payload } } } },
    {
      integrations: () => ({
        invokeLambda(call) {
          calls.push(call);
          return answering(answer)();
        },
      }),
    },
  );
  return { calls, result: run.last.details };
}

// Recorded: test_invoke_json_values sends texts that are JSON; the others follow Invoke itself.
test.each([
  ['"HelloWorld"', '"HelloWorld"'],
  ["0.0", "0.0"],
  ["[]", "[]"],
  ["no JSON", '"no JSON"'],
  [null, "{}"],
  [{ a: 1 }, '{"a":1}'],
])("the Payload %j reaches the function as %s", async (payload, sent) => {
  expect((await invoked(payload, "null")).calls).toMatchObject([{ payload: sent, functionName: "work:$LATEST" }]);
});

test("a function may answer with what is no JSON, and it is a text", async () => {
  expect((await invoked({}, "aaa")).result).toMatchObject({ output: '"aaa"' });
  const task = { Type: "Task", Resource: FUNCTION_ARN, End: true };
  const run = await runMachine(
    { StartAt: "A", States: { A: task } },
    { integrations: () => ({ invokeLambda: answering("aaa") }) },
  );
  expect(run.last.details).toMatchObject({ output: '"aaa"' });
});

test("an answer above the limit is refused before anybody looks whether it is JSON", async () => {
  // Recorded: test_service_task_lambada_data_limit_exceeded_on_large_utf8_response.
  expect((await invoked(null, "a".repeat(257 * 1024))).result).toMatchObject({
    error: "States.DataLimitExceeded",
    cause: "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
  });
});
