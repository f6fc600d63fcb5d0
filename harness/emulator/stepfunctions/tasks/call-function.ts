import { dataLimitExceeded, type StateFailure } from "../execution/failure.ts";
import { NOT_TRUNCATED } from "../execution/history.ts";
import { answerMocked } from "../execution/state-mocks.ts";
import type { StateRun } from "../execution/state-run.ts";
import { Document, exceedsBytes } from "../json/document.ts";
import { MAXIMUM_DATA_BYTES } from "../limits.ts";
import { functionFailure } from "./lambda-failures.ts";
import { parsePayload } from "./lambda-payload.ts";
import { optimisedFailure } from "./optimised-failure.ts";
import { describeLimits, TASK_TIMED_OUT, type TaskLimits, withinTaskLimits } from "./task-limits.ts";

/** A Task whose Resource is a function's ARN: LambdaFunction* events, the payload itself is the result. */
export async function callFunction(
  functionArn: string,
  request: Document,
  run: StateRun,
  limits: TaskLimits,
): Promise<Document> {
  const { thread } = run;
  const { integrations } = thread.execution;
  run.attempt = { kind: "function" };
  thread.record("LambdaFunctionScheduled", {
    input: request.text,
    inputDetails: NOT_TRUNCATED,
    resource: functionArn,
    ...describeLimits(limits),
    ...(run.roleArn !== undefined && { taskCredentials: { roleArn: run.roleArn } }),
  });
  await undefined;
  thread.record("LambdaFunctionStarted");
  const mocked = run.mocked();
  if (mocked)
    return succeeded(
      run,
      await answerMocked(mocked).catch((error: unknown) => failedFunction(run, run.failureOf(error))),
    );
  const answer = await withinTaskLimits(
    integrations.invokeLambda({ functionName: functionArn, payload: request.text, source: "states" }),
    limits,
    run,
    () => thread.record("LambdaFunctionTimedOut", { error: TASK_TIMED_OUT }),
  ).catch((error: unknown) => failedFunction(run, optimisedFailure("Lambda", "AWSLambda", error)));
  if (answer.functionError) return failedFunction(run, functionFailure(answer.payload));
  if (exceedsBytes(answer.payload, MAXIMUM_DATA_BYTES)) return failedFunction(run, dataLimitExceeded(functionArn));
  return succeeded(run, new Document(parsePayload(answer.payload)));
}

function succeeded(run: StateRun, result: Document): Document {
  run.thread.record("LambdaFunctionSucceeded", { output: result.text, outputDetails: NOT_TRUNCATED });
  return result;
}

export function failedFunction(run: StateRun, failure: StateFailure): never {
  if (failure.error !== TASK_TIMED_OUT) {
    run.thread.record("LambdaFunctionFailed", {
      ...(failure.error !== undefined && { error: failure.error }),
      ...(failure.failureCause !== undefined && { cause: failure.failureCause }),
    });
  }
  throw failure;
}
