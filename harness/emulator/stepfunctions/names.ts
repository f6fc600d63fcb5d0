import { AwsError } from "../gateway/aws-error.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what the rule forbids
const FORBIDDEN = /[\s?*<>{}[\]"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;
const MAXIMUM_LENGTH = 80;

/** Name of a state machine or an execution (https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html). */
export function checkName(name: string): void {
  if (name === "" || name.length > MAXIMUM_LENGTH || FORBIDDEN.test(name)) {
    throw new AwsError("InvalidName", `Invalid Name: '${name}'`);
  }
}
