import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { MAXIMUM_CAUSE_CHARACTERS, MAXIMUM_ERROR_CHARACTERS } from "../limits.ts";
import { optionalText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { readTaskToken, taskResource } from "./task-token.ts";

export function sendTaskFailure(service: StepFunctionsService): JsonOperation {
  return {
    resource: taskResource,
    perform(input) {
      const token = readTaskToken(input);
      const error = optionalText(input, "error", { maximum: MAXIMUM_ERROR_CHARACTERS });
      const cause = optionalText(input, "cause", { maximum: MAXIMUM_CAUSE_CHARACTERS });
      const task = service.tokens.find(token);
      service.tokens.close(task);
      task.fail(error, cause);
      return {};
    },
  };
}
