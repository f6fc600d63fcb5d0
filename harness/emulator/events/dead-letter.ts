import type { AwsError } from "../gateway/aws-error.ts";
import { queueOfArn } from "../queue-request.ts";
import type { ServiceCall } from "../service-calls/index.ts";

/** Where an event goes that its target has refused. */
export interface DeadLetter {
  readonly queueArn: string;
  readonly ruleArn: string;
  readonly targetArn: string;
  /** What the target was sent. */
  readonly body: string;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
export function deadLetterCall(
  { queueArn, ruleArn, targetArn, body }: DeadLetter,
  { code, message }: AwsError,
): ServiceCall {
  const attributes = { RULE_ARN: ruleArn, TARGET_ARN: targetArn, ERROR_CODE: reasonOf(code), ERROR_MESSAGE: message };
  const MessageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
  );
  const request = { QueueUrl: queueOfArn(queueArn).QueueUrl, MessageBody: body, MessageAttributes };
  return { source: "events", roleArn: "events", service: "sqs", operation: "SendMessage", request };
}

/** Of the codes that the guide names, by what the target's service has answered. */
function reasonOf(code: string): string {
  if (/AccessDenied|NotAuthorized/.test(code)) return "NO_PERMISSIONS";
  if (/DoesNotExist|NotFound|NonExistent/.test(code)) return "NO_RESOURCE";
  return "ERROR_FROM_TARGET";
}
