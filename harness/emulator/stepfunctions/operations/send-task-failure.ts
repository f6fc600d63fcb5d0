import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optionalText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { readTaskToken, taskResource } from "./task-token.ts";

export function sendTaskFailure(service: StepFunctionsService): JsonOperation {
  return {
    resource: taskResource,
    perform(input) {
      const token = readTaskToken(input);
      const error = optionalText(input, "error", { maximum: 256 });
      const cause = optionalText(input, "cause", { maximum: 32_768 });
      const task = service.tokens.find(token);
      service.tokens.close(task);
      task.fail(error, cause);
      return {};
    },
  };
}
