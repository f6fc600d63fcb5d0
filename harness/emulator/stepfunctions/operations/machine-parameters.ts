import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonInput } from "../../gateway/json-protocol.ts";
import { MAXIMUM_DESCRIPTION_CHARACTERS } from "../limits.ts";
import { optionalBoolean, optionalText } from "../request.ts";

/** `publish` and `versionDescription`. Throws ValidationException (recorded by third parties). */
export function parsePublishing(input: JsonInput): { publish: boolean; versionDescription: string | undefined } {
  const publish = optionalBoolean(input, "publish") ?? false;
  const versionDescription = optionalText(input, "versionDescription", { maximum: MAXIMUM_DESCRIPTION_CHARACTERS });
  if (versionDescription !== undefined && versionDescription !== "" && !publish) {
    throw new AwsError("ValidationException", "Version description can only be set when publish is true");
  }
  return { publish, versionDescription };
}

const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/;

/** Whether the role exists is not asked (recorded by third parties). The words of the refusal are quoted by users. */
export function checkRoleArn(roleArn: string): void {
  if (!ROLE_ARN.test(roleArn)) throw new AwsError("InvalidArn", `Invalid Role Arn: '${roleArn}'`);
}
