import { AwsError } from "../../gateway/aws-error.ts";
import { functionNotFound, validationError } from "../errors.ts";
import type { LambdaState } from "../state.ts";
import type { LambdaFunction } from "./lambda-function.ts";

/** The function of an ARN without a version: other resources of Lambda carry no tags here. Throws AwsError. */
export function taggedFunction(state: LambdaState, arn: string): LambdaFunction {
  const [, name, qualifier] = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:([^:]+)(?::(.+))?$/.exec(arn) ?? [];
  if (name === undefined) {
    if (/^arn:aws[a-z-]*:lambda:/.test(arn)) {
      throw new AwsError("ResourceNotFoundException", `Resource not found: ${arn}`, { status: 404 });
    }
    throw validationError(
      `Value '${arn}' at 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern: ` +
        "arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})",
    );
  }
  if (qualifier !== undefined) {
    throw new AwsError(
      "InvalidParameterValueException",
      "Tags on function aliases and versions are not supported. Please specify a function ARN.",
    );
  }
  if (!state.functions.has(name) || state.functions.arn(name) !== arn) throw functionNotFound(arn);
  return state.functions.function(name);
}
