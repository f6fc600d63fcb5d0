import { parseFunctionName } from "../function-name.ts";
import type { LambdaState } from "../state.ts";

/** Where the configuration of a function, version or alias is kept. Throws ResourceNotFoundException. */
export function eventInvokePlace(state: LambdaState, reference: string, given: string | undefined) {
  const { found } = state.functions.lookUp(reference, given);
  const qualifier = given ?? parseFunctionName(reference).qualifier ?? "$LATEST";
  return { functionArn: found.all.functionArn, configs: found.all.eventInvokeConfigs, qualifier };
}
