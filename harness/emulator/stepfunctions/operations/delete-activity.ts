import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource } from "./operation.ts";

/** Deleting what is not there succeeds. Tasks that wait in the activity go on waiting for their tokens. */
export function deleteActivity(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("activityArn"),
    perform(input) {
      const arn = requiredText(input, "activityArn");
      checkArn(arn, "activity");
      service.activities.remove(arn);
      service.tags.delete(arn);
      return {};
    },
  };
}
