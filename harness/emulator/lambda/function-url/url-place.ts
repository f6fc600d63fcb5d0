import { invalidParameterValue, validationError } from "../errors.ts";
import { parseFunctionName } from "../function-name.ts";
import type { LambdaState } from "../state.ts";

/** Where the URL of a function or alias is kept: versions have none. Throws AwsError. */
export function urlPlace(state: LambdaState, reference: string, given: string | undefined) {
  const qualifier = given ?? parseFunctionName(reference).qualifier ?? "";
  if (qualifier === "$LATEST" || /^\d+$/.test(qualifier)) {
    throw validationError(
      `Value '${qualifier}' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: ` +
        "((?!^\\d+$)^[0-9a-zA-Z-_]+$)",
    );
  }
  const { found, arn } = state.functions.lookUp(reference, given);
  if (qualifier !== "" && !found.all.aliases.has(qualifier)) {
    throw invalidParameterValue(`'${qualifier}' is no alias of ${found.functionName}.`);
  }
  return { all: found.all, urls: found.all.urls, qualifier, arn };
}
