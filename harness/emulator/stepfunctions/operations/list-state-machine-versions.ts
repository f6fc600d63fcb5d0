import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { cutPage } from "../pages.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource, wireDate } from "./operation.ts";

/** The latest published first. A machine that does not exist has none: the operation knows no error for it. */
export function listStateMachineVersions(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineArn");
      checkArn(arn, "stateMachine");
      const { items, nextToken } = cutPage(service.publications.versionsOf(arn).reverse(), input, {
        keyOf: ({ versionArn }) => versionArn,
      });
      return {
        stateMachineVersions: items.map(({ versionArn, publishedAt }) => ({
          stateMachineVersionArn: versionArn,
          creationDate: wireDate(publishedAt),
        })),
        nextToken,
      };
    },
  };
}
