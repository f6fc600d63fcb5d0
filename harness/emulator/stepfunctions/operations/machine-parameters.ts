import { AwsError } from "../../gateway/aws-error.ts";

/** Length limit of `definition`. */
export const MAXIMUM_DEFINITION_CHARACTERS = 1_048_576;

export function checkRoleArn(roleArn: string): void {
  if (!roleArn.startsWith("arn:")) {
    throw new AwsError("InvalidArn", `Invalid Arn: 'Invalid ARN prefix: ${roleArn}'`);
  }
}
