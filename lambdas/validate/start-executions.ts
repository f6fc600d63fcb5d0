import { awsErrorText } from "../../system/go/aws-error-text.ts";
import { encodeGoJsonPlain } from "../../system/go/json.ts";
import type { GoInteger } from "../../system/go/json-binding.ts";
import { stepFunctionPayload } from "../media/job-asset.ts";
import { FunctionError, type LambdaDependencies } from "../ports.ts";
import { continuedTraceparent } from "../trace-context.ts";
import { type JobMessage, readJobMessage } from "./job-message.ts";
import { writeInput, writeResponse } from "./payload.ts";
import type { QueueRecord } from "./queue-event.ts";

const PROCESSING_MACHINE_DEFAULT =
  "arn:aws:states:us-east-1:123456789012:stateMachine:listing-media-processing-sm-staging";

/**
 * Starts one execution per message.
 *
 * D31: a message that cannot be read is skipped, so it counts as done; a failed start fails the whole batch, and
 * executions of messages before it, which have no name, are started again. Instead each message fails by itself, and an
 * execution has the name of its job, so that it is started once however often its message comes.
 */
export async function startExecutions(deps: LambdaDependencies, records: readonly QueueRecord[]): Promise<string> {
  deps.log({ level: "INFO", message: "Detected SQS Event", fields: [["record_count", records.length]] });
  const failed: string[] = [];
  for (const record of records) {
    deps.log({ level: "INFO", message: "Processing SQS record", fields: [["message_id", record.messageId]] });
    try {
      const message = readJobMessage(deps, record.body);
      if (message) await startExecutionOf(deps, record, message);
      else failed.push(record.messageId);
    } catch (error) {
      if (deps.system.has("D31")) throw error;
      failed.push(record.messageId);
    }
  }
  if (deps.system.has("D31")) return writeResponse(deps.system, stepFunctionPayload.zero());
  return encodeGoJsonPlain({ batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) });
}

async function startExecutionOf(deps: LambdaDependencies, record: QueueRecord, message: JobMessage): Promise<void> {
  const input = writeInput(deps.system, {
    ...stepFunctionPayload.zero(),
    ...message,
    traceparent: continuedTraceparent(deps.system, record.messageAttributes.Traceparent.stringValue),
  });
  const name = `process-${message.listingIdentityId}-${message.jobId}`;
  const executionArn = await startExecution(deps, input, message.jobId, deps.system.has("D31") ? undefined : name);
  if (executionArn === undefined) return;
  deps.log({
    level: "INFO",
    message: "Started Step Function execution",
    fields: [
      ["job_id", message.jobId],
      ...(deps.system.features.executionInCallback ? [["execution_arn", executionArn] as const] : []),
    ],
  });
}

/** Undefined when the job's execution has been started before. */
async function startExecution(
  deps: LambdaDependencies,
  input: string,
  jobId: GoInteger,
  name: string | undefined,
): Promise<string | undefined> {
  const { StartExecutionCommand } = await import("@aws-sdk/client-sfn");
  try {
    const stateMachineArn = deps.environment.STATE_MACHINE_ARN || PROCESSING_MACHINE_DEFAULT;
    const answer = await deps.sfn().send(new StartExecutionCommand({ stateMachineArn, input, name }));
    return answer.executionArn ?? "";
  } catch (error) {
    if (name !== undefined && error instanceof Error && error.name === "ExecutionAlreadyExists") {
      deps.log({ level: "INFO", message: "Step Function execution exists already", fields: [["job_id", jobId]] });
      return undefined;
    }
    const reason = `failed to start execution: ${awsErrorText("SFN", "StartExecution", error)}`;
    deps.log({
      level: "ERROR",
      message: "Failed to start Step Function",
      fields: [
        ["error", reason],
        ["job_id", jobId],
      ],
    });
    throw new FunctionError("wrapError", reason);
  }
}
