import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { MAXIMUM_PERCENTAGE, MINIMUM_COUNT } from "../limits.ts";
import { checkMapRunArn } from "../map-runs/map-run-arn.ts";
import { optionalInteger, optionalNumber, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource } from "./operation.ts";

/** Changes how many children run at once and how much may fail; it takes effect at once. */
export function updateMapRun(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("mapRunArn"),
    perform(input) {
      const arn = requiredText(input, "mapRunArn");
      checkMapRunArn(arn);
      const maxConcurrency = optionalInteger(input, "maxConcurrency", { minimum: MINIMUM_COUNT });
      const count = optionalInteger(input, "toleratedFailureCount", { minimum: MINIMUM_COUNT });
      const percentage = optionalNumber(input, "toleratedFailurePercentage", {
        minimum: MINIMUM_COUNT,
        maximum: MAXIMUM_PERCENTAGE,
      });
      const run = service.mapRuns.run(arn);
      run.maxConcurrency = maxConcurrency ?? run.maxConcurrency;
      run.tolerance = { count: count ?? run.tolerance.count, percentage: percentage ?? run.tolerance.percentage };
      if (run.status === "RUNNING") run.onUpdate();
      return {};
    },
  };
}
