import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonInput } from "../../gateway/json-protocol.ts";

/** Length limit of `definition`. */
export const MAXIMUM_DEFINITION_CHARACTERS = 1_048_576;

export function checkRoleArn(roleArn: string): void {
  if (!roleArn.startsWith("arn:")) {
    throw new AwsError("InvalidArn", `Invalid Arn: 'Invalid ARN prefix: ${roleArn}'`);
  }
}

/** Logging and tracing are accepted when they are off, and refused by name when they would do something. */
export function checkLogging(input: JsonInput, operation: string): void {
  const logging = input.loggingConfiguration;
  if (isObject(logging) && logging.level !== undefined && logging.level !== "OFF") {
    throw notEmulated(operation, "loggingConfiguration");
  }
  const tracing = input.tracingConfiguration;
  if (isObject(tracing) && tracing.enabled === true) throw notEmulated(operation, "tracingConfiguration");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function notEmulated(operation: string, member: string): AwsError {
  return new AwsError("NotImplemented", `The parameter ${member} of ${operation} is not emulated.`, { status: 501 });
}
