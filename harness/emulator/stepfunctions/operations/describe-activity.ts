import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { ENCRYPTION_CONFIGURATION } from "./encryption.ts";
import { arnResource, wireDate } from "./operation.ts";

export function describeActivity(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("activityArn"),
    perform(input) {
      const arn = requiredText(input, "activityArn");
      checkArn(arn, "activity");
      const { name, createdAt } = service.activities.find(arn);
      return {
        activityArn: arn,
        name,
        creationDate: wireDate(createdAt),
        encryptionConfiguration: ENCRYPTION_CONFIGURATION,
      };
    },
  };
}
