import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { Activity } from "../activities/activity.ts";
import { activityArn } from "../arns.ts";
import { checkName } from "../names.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { checkEncryption } from "./encryption.ts";
import { wireDate } from "./operation.ts";
import { parseTags, setTags } from "./tags.ts";

/** Idempotent by the name (https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateActivity.html). */
export function createActivity(service: StepFunctionsService): JsonOperation {
  return {
    resource(input) {
      const name = typeof input.name === "string" ? input.name : "";
      return { arn: activityArn(service.place, name), label: name };
    },
    perform(input) {
      const name = requiredText(input, "name");
      checkName(name);
      const arn = activityArn(service.place, name);
      const tags = parseTags(input, "optional");
      checkEncryption(input, "CreateActivity");
      let activity = service.activities.get(arn);
      if (!activity) {
        activity = new Activity(arn, name, service.clock.now());
        service.activities.add(activity);
        setTags(service, arn, tags);
      }
      return { activityArn: arn, creationDate: wireDate(activity.createdAt) };
    },
  };
}
