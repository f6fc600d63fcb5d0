import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import type { Execution } from "../execution/execution.ts";
import { optionalChoice, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource, wireDate, wireStartedFrom } from "./operation.ts";
import { wireRedriveStatus } from "./redrive-status.ts";

export function describeExecution(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("executionArn"),
    perform(input) {
      const arn = requiredText(input, "executionArn");
      checkArn(arn, "execution");
      const metadataOnly = optionalChoice(input, "includedData", ["ALL_DATA", "METADATA_ONLY"]) === "METADATA_ONLY";
      const execution = service.execution(arn);
      return {
        executionArn: execution.arn,
        ...wireStartedFrom(execution),
        ...(execution.mapRunArn !== undefined && { mapRunArn: execution.mapRunArn }),
        name: execution.name,
        status: execution.status,
        startDate: wireDate(execution.startedAt),
        ...(execution.endedAt !== undefined && { stopDate: wireDate(execution.endedAt) }),
        ...(metadataOnly
          ? { inputDetails: { included: false } }
          : { input: execution.inputText, inputDetails: { included: true } }),
        ...describeEnding(execution, metadataOnly),
        ...(execution.traceHeader !== undefined && { traceHeader: execution.traceHeader }),
        ...wireRedriveStatus(execution, service),
      };
    },
  };
}

function describeEnding({ ending }: Execution, metadataOnly: boolean): Record<string, unknown> {
  if (!ending || ending.status === "TIMED_OUT") return {};
  if (ending.status === "SUCCEEDED") {
    return metadataOnly
      ? { outputDetails: { included: false } }
      : { output: ending.output.text, outputDetails: { included: true } };
  }
  return { error: ending.error, cause: ending.cause };
}
