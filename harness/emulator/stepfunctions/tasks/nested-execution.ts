import type { Execution } from "../execution/execution.ts";
import { StateFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";
import { Document } from "../json/document.ts";
import { isObject, type Json } from "../json/json.ts";
import { fromNative } from "../json/native.ts";
import { parseJson } from "../json/parse.ts";
import { writeJson } from "../json/write.ts";
import { callAsTask } from "./call-role.ts";
import type { RunningJob } from "./integration.ts";
import { statesFailure } from "./states-failure.ts";

/**
 * `.sync` and `.sync:2`: the Task ends with the nested execution. Its result is what DescribeExecution then answers; an
 * execution that did not succeed is `States.TaskFailed` with the same as the cause (recorded: test_start_execution_sync,
 * test_start_execution_sync_delegate_failure). `.sync:2` shows input and output as JSON instead of text. A Task that ends
 * before stops its execution.
 */
export function followExecution(submitted: Document, run: StateRun, pattern: "sync" | "sync:2"): RunningJob {
  const arn = isObject(submitted.value) ? submitted.value.get("ExecutionArn") : undefined;
  const nested = typeof arn === "string" ? run.thread.execution.callbacks.executions.get(arn) : undefined;
  if (!nested) throw new Error("StartExecution answered without the ARN of an execution.");
  let abandoned = false;
  return {
    ended: endOf(nested).then(() => (abandoned ? unanswered() : resultOf(nested.arn, run, pattern))),
    abandon() {
      abandoned = true;
      nested.end({ status: "ABORTED", error: undefined, cause: undefined }, 0);
    },
  };
}

/** The Task has ended: nobody waits for this. */
function unanswered(): Promise<never> {
  return new Promise(() => {});
}

/** An execution that ends cancels all that waits under it. */
function endOf(execution: Execution): Promise<void> {
  return new Promise((resolve) => {
    execution.cancellation.onCancel(resolve);
  });
}

async function resultOf(executionArn: string, run: StateRun, pattern: "sync" | "sync:2"): Promise<Document> {
  const { response } = await callAsTask("states", "DescribeExecution", { ExecutionArn: executionArn }, run).catch(
    (error: unknown) => {
      throw statesFailure(error);
    },
  );
  const described = new Map<string, Json>();
  for (const [name, member] of Object.entries(response).sort(([left], [right]) => (left < right ? -1 : 1))) {
    described.set(name, describedMember(name, member, pattern));
  }
  const result = new Document(described);
  if (described.get("Status") === "SUCCEEDED") return result;
  throw new StateFailure("States.TaskFailed", writeJson(result.value));
}

function describedMember(name: string, member: unknown, pattern: "sync" | "sync:2"): Json {
  if (typeof member === "number" && name.endsWith("Date")) return Math.round(member * 1000);
  if (pattern === "sync:2" && (name === "Input" || name === "Output") && typeof member === "string") {
    return parseJson(member);
  }
  return fromNative(member);
}
