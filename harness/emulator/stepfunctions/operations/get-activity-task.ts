import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { pollActivity } from "../activities/poll.ts";
import { checkArn } from "../arns.ts";
import { MAXIMUM_NAME_CHARACTERS, MINIMUM_CHARACTERS } from "../limits.ts";
import { optionalText, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource } from "./operation.ts";

/** Without a task within a minute the answer has no token (API reference of GetActivityTask). */
export function getActivityTask(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("activityArn"),
    async perform(input) {
      const arn = requiredText(input, "activityArn");
      checkArn(arn, "activity");
      const workerName = optionalText(input, "workerName", {
        minimum: MINIMUM_CHARACTERS,
        maximum: MAXIMUM_NAME_CHARACTERS,
      });
      const task = await pollActivity(service.activities.find(arn), workerName, service.clock);
      return task ? { taskToken: task.token, input: task.input } : {};
    },
  };
}
