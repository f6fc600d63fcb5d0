import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkMapRunArn } from "../map-runs/map-run-arn.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource, wireDate } from "./operation.ts";

export function describeMapRun(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("mapRunArn"),
    perform(input) {
      const arn = requiredText(input, "mapRunArn");
      checkMapRunArn(arn);
      const run = service.mapRuns.run(arn);
      return {
        mapRunArn: run.arn,
        executionArn: run.parent.arn,
        status: run.status,
        startDate: wireDate(run.startedAt),
        ...(run.stoppedAt !== undefined && { stopDate: wireDate(run.stoppedAt) }),
        // Measured by third parties: the largest integer stands for no limit.
        maxConcurrency: run.maxConcurrency === 0 ? 2_147_483_647 : run.maxConcurrency,
        toleratedFailurePercentage: run.tolerance.percentage ?? 0,
        toleratedFailureCount: run.tolerance.count ?? 0,
        itemCounts: run.itemCounts(),
        executionCounts: run.executionCounts(),
        redriveCount: run.redriveCount,
        ...(run.redrivenAt !== undefined && { redriveDate: wireDate(run.redrivenAt) }),
      };
    },
  };
}
