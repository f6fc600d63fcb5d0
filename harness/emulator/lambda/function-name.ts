import { AwsError } from "../gateway/aws-error.ts";
import { MAX_FUNCTION_NAME_CHARACTERS } from "./limits.ts";

export interface FunctionReference {
  readonly name: string;
  /** Version or alias, when one was named. */
  readonly qualifier: string | undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const PATTERN =
  /^(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?(?:[a-z]{2}(?:-[a-z]+)?-[a-z]+-\d:)?(?:\d{12}:)?(?:function:)?[a-zA-Z0-9_-]+(?::(?:\$LATEST|[a-zA-Z0-9_-]+))?$/;
const PATTERN_TEXT =
  "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";

/** Throws ValidationException for what can be the name of no function. */
export function checkFunctionName(text: string): void {
  const unlike = (constraint: string): AwsError =>
    new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must ${constraint}`,
    );
  if (!PATTERN.test(text)) throw unlike(`satisfy regular expression pattern: ${PATTERN_TEXT}`);
  if (parseFunctionName(text).name.length > MAX_FUNCTION_NAME_CHARACTERS) {
    throw unlike(`have length less than or equal to ${MAX_FUNCTION_NAME_CHARACTERS}`);
  }
}

/** Reads a name, a partial ARN (`123456789012:function:name`) or an ARN, each with or without `:qualifier`. */
export function parseFunctionName(text: string): FunctionReference {
  const parts = text.split(":");
  const at = parts.indexOf("function");
  const [name = "", qualifier] = at < 0 ? parts : parts.slice(at + 1);
  return { name, qualifier };
}
