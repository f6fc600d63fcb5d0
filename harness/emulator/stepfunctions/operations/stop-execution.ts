import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { MAXIMUM_CAUSE_CHARACTERS, MAXIMUM_ERROR_CHARACTERS } from "../limits.ts";
import { optionalText, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource, wireDate } from "./operation.ts";

/** Stopping a closed execution changes nothing. ExecutionAborted has no predecessor (recorded: test_stop_execution). */
export function stopExecution(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("executionArn"),
    perform(input) {
      const arn = requiredText(input, "executionArn");
      checkArn(arn, "execution");
      const error = optionalText(input, "error", { maximum: MAXIMUM_ERROR_CHARACTERS });
      const cause = optionalText(input, "cause", { maximum: MAXIMUM_CAUSE_CHARACTERS });
      const execution = service.execution(arn);
      execution.end({ status: "ABORTED", error, cause }, 0);
      return { stopDate: wireDate(execution.endedAt ?? service.clock.now()) };
    },
  };
}
