import type { JsonOperation } from "../../gateway/json-protocol.ts";
import type { StepFunctionsService } from "../service.ts";
import { readTaskToken, taskResource } from "./task-token.ts";

export function sendTaskHeartbeat(service: StepFunctionsService): JsonOperation {
  return {
    resource: taskResource,
    perform(input) {
      service.tokens.find(readTaskToken(input)).beat();
      return {};
    },
  };
}
