import { invalidParameterValue } from "../errors.ts";
import { parseFunctionName } from "../function-name.ts";
import type { LambdaState } from "../state.ts";

/** Where the policy of a function, version or alias is kept. Throws AwsError, also for `$LATEST`, which has none. */
export function policyPlace(state: LambdaState, reference: string, given: string | undefined) {
  const { found, arn } = state.functions.lookUp(reference, given);
  const qualifier = given ?? parseFunctionName(reference).qualifier ?? "";
  if (qualifier === "$LATEST") {
    throw invalidParameterValue("We currently do not support adding policies for $LATEST.");
  }
  const alias = found.all.aliases.get(qualifier);
  return {
    policies: found.all.policies,
    qualifier,
    arn,
    /** Of the function, version or alias: its policy has no other. */
    revisionId: alias ? alias.revisionId : found.revisionId,
    revise(revisionId: string): void {
      if (alias) found.all.aliases.set(qualifier, { ...alias, revisionId });
      else found.revisionId = revisionId;
    },
  };
}
