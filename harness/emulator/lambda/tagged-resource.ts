import { AwsError } from "../gateway/aws-error.ts";
import { functionNotFound } from "./errors.ts";
import type { LambdaState } from "./state.ts";

/** What carries tags. */
interface Tagged {
  tags: Readonly<Record<string, string>>;
}

/** The function of an ARN without a version, or the mapping of one: other resources of Lambda carry no tags here. Throws AwsError. */
export function taggedResource(state: LambdaState, arn: string): Tagged {
  const uuid = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:event-source-mapping:(.+)$/.exec(arn)?.[1];
  if (uuid !== undefined) return state.mappings.get(uuid);
  const [, name, qualifier] = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:([^:]+)(?::(.+))?$/.exec(arn) ?? [];
  if (name === undefined) {
    throw new AwsError("ResourceNotFoundException", `Resource not found: ${arn}`, { status: 404 });
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
