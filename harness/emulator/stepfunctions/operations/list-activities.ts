import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { cutPage } from "../pages.ts";
import type { StepFunctionsService } from "../service.ts";
import { wireDate } from "./operation.ts";

export function listActivities(service: StepFunctionsService): JsonOperation {
  return {
    resource: () => ({ arn: "*", label: "" }),
    perform(input) {
      const { items, nextToken } = cutPage(service.activities.all(), input);
      const activities = items.map(({ arn, name, createdAt }) => ({
        activityArn: arn,
        name,
        creationDate: wireDate(createdAt),
      }));
      return { activities, nextToken };
    },
  };
}
