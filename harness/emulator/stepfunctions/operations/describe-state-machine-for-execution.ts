import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { describeVersion } from "./describe-state-machine.ts";
import { arnResource, wireDate } from "./operation.ts";

/** The machine as it was when the execution started. */
export function describeStateMachineForExecution(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("executionArn"),
    perform(input) {
      const arn = requiredText(input, "executionArn");
      checkArn(arn, "execution");
      const { machine, mapRunArn } = service.execution(arn);
      return {
        ...describeVersion(machine),
        updateDate: wireDate(machine.updatedAt),
        ...(mapRunArn !== undefined && { mapRunArn, label: machine.name.split("/").at(-1) }),
      };
    },
  };
}
