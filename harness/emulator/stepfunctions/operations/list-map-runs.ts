import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { cutPage } from "../pages.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource, wireDate } from "./operation.ts";

/** The map runs that an execution has started, the latest first. */
export function listMapRuns(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("executionArn"),
    perform(input) {
      const arn = requiredText(input, "executionArn");
      checkArn(arn, "execution");
      service.execution(arn);
      const { items, nextToken } = cutPage(service.mapRuns.ofExecution(arn).toReversed(), input);
      return {
        mapRuns: items.map((run) => ({
          executionArn: run.parent.arn,
          mapRunArn: run.arn,
          stateMachineArn: run.machine.arn,
          startDate: wireDate(run.startedAt),
          ...(run.stoppedAt !== undefined && { stopDate: wireDate(run.stoppedAt) }),
        })),
        nextToken,
      };
    },
  };
}
