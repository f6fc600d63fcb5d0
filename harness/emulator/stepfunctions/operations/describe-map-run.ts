import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { UNLIMITED_CONCURRENCY } from "../limits.ts";
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
        maxConcurrency: run.maxConcurrency === 0 ? UNLIMITED_CONCURRENCY : run.maxConcurrency,
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
