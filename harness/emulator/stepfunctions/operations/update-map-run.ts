import type { JsonOperation } from "../../gateway/json-protocol.ts";
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
      const maxConcurrency = optionalInteger(input, "maxConcurrency", { minimum: 0 });
      const count = optionalInteger(input, "toleratedFailureCount", { minimum: 0 });
      const percentage = optionalNumber(input, "toleratedFailurePercentage", { minimum: 0, maximum: 100 });
      const run = service.mapRuns.run(arn);
      run.maxConcurrency = maxConcurrency ?? run.maxConcurrency;
      run.tolerance = { count: count ?? run.tolerance.count, percentage: percentage ?? run.tolerance.percentage };
      if (run.status === "RUNNING") run.onUpdate();
      return {};
    },
  };
}
