import { invalidParameterValue } from "../errors.ts";

/** Move tasks name queues by ARNs. Throws InvalidParameterValue (words: memory of AWS's answers, not verified). */
export function checkQueueArn(parameter: "SourceArn" | "DestinationArn", arn: string): void {
  if (/^arn:[a-z-]+:sqs:[a-z0-9-]+:\d{12}:[^:]+$/.test(arn)) return;
  throw invalidParameterValue(
    `You must use this format to specify the ${parameter}: arn:<partition>:<service>:<region>:<account-id>:<resource-id>`,
  );
}
