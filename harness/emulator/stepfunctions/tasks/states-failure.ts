import type { StateFailure } from "../execution/failure.ts";
import { optimisedFailure } from "./optimised-failure.ts";
import { unlessFramework } from "./sdk-services.ts";

/** A refusal of Step Functions itself; errors of AWS's framework, such as a missing permission, have no class of their own. */
export function statesFailure(error: unknown): StateFailure {
  return optimisedFailure("StepFunctions", "AWSStepFunctions", error, (code) => {
    if (!unlessFramework(code)) return "AWSStepFunctionsException";
    return code.endsWith("Exception") ? code : `${code}Exception`;
  });
}
