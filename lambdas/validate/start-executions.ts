import { awsErrorText } from "../../go/aws-error-text.ts";
import type { GoInteger } from "../../go/json-binding.ts";
import { stepFunctionPayload } from "../media/job-asset.ts";
import { FunctionError, type LambdaDependencies } from "../ports.ts";
import { continuedTraceparent } from "../trace-context.ts";
import { readJobMessage } from "./job-message.ts";
import { writePayload } from "./payload.ts";
import type { QueueRecord } from "./queue-event.ts";

const PROCESSING_MACHINE_DEFAULT =
  "arn:aws:states:us-east-1:123456789012:stateMachine:listing-media-processing-sm-staging";

/**
 * Starts one unnamed execution per message. A message that cannot be read is skipped, so it counts as done; a failed
 * start fails the whole batch, and messages before it are started again with it (D31).
 */
export async function startExecutions(deps: LambdaDependencies, records: readonly QueueRecord[]): Promise<string> {
  deps.log({ level: "INFO", message: "Detected SQS Event", fields: [["record_count", records.length]] });
  for (const record of records) {
    deps.log({ level: "INFO", message: "Processing SQS record", fields: [["message_id", record.messageId]] });
    const message = readJobMessage(deps, record.body);
    if (!message) continue;
    const input = writePayload(deps.system, {
      ...stepFunctionPayload.zero(),
      ...message,
      traceparent: continuedTraceparent(deps.system, record.messageAttributes.Traceparent.stringValue),
    });
    const executionArn = await startExecution(deps, input, message.jobId);
    deps.log({
      level: "INFO",
      message: "Started Step Function execution",
      fields: [
        ["job_id", message.jobId],
        ...(deps.system.features.executionInCallback ? [["execution_arn", executionArn] as const] : []),
      ],
    });
  }
  return writePayload(deps.system, stepFunctionPayload.zero());
}

async function startExecution(deps: LambdaDependencies, input: string, jobId: GoInteger): Promise<string> {
  const { StartExecutionCommand } = await import("@aws-sdk/client-sfn");
  try {
    const stateMachineArn = deps.environment.STATE_MACHINE_ARN || PROCESSING_MACHINE_DEFAULT;
    const answer = await deps.sfn().send(new StartExecutionCommand({ stateMachineArn, input }));
    return answer.executionArn ?? "";
  } catch (error) {
    const reason = awsErrorText("SFN", "StartExecution", error);
    deps.log({
      level: "ERROR",
      message: "Failed to start Step Function",
      fields: [
        ["job_id", jobId],
        ["error", reason],
      ],
    });
    throw new FunctionError("wrapError", `failed to start execution: ${reason}`);
  }
}
