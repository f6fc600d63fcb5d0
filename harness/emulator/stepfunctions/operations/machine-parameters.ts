import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonInput } from "../../gateway/json-protocol.ts";
import { optionalBoolean, optionalText } from "../request.ts";

/** Length limit of descriptions of versions and aliases. */
export const MAXIMUM_DESCRIPTION_CHARACTERS = 256;

/** `publish` and `versionDescription`. Throws ValidationException (recorded by third parties). */
export function parsePublishing(input: JsonInput): { publish: boolean; versionDescription: string | undefined } {
  const publish = optionalBoolean(input, "publish") ?? false;
  const versionDescription = optionalText(input, "versionDescription", { maximum: MAXIMUM_DESCRIPTION_CHARACTERS });
  if (versionDescription !== undefined && versionDescription !== "" && !publish) {
    throw new AwsError("ValidationException", "Version description can only be set when publish is true");
  }
  return { publish, versionDescription };
}

/** Length limit of `definition`. */
export const MAXIMUM_DEFINITION_CHARACTERS = 1_048_576;

const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/;

/** Whether the role exists is not asked (recorded by third parties). The words of the refusal are quoted by users. */
export function checkRoleArn(roleArn: string): void {
  if (!ROLE_ARN.test(roleArn)) throw new AwsError("InvalidArn", `Invalid Role Arn: '${roleArn}'`);
}
