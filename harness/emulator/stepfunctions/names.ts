import { AwsError } from "../gateway/aws-error.ts";
import { MAXIMUM_NAME_CHARACTERS } from "./limits.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what the rule forbids
const FORBIDDEN = /[\s?*<>{}[\]"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

/** Name of a state machine or an execution (https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html). */
export function checkName(name: string): void {
  if (name === "" || name.length > MAXIMUM_NAME_CHARACTERS || FORBIDDEN.test(name)) {
    throw new AwsError("InvalidName", `Invalid Name: '${name}'`);
  }
}
