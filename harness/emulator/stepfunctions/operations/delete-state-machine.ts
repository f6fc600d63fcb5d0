import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource } from "./operation.ts";

/**
 * Deleting what is not there succeeds. While executions run, the machine is DELETING; each of them fails at its next
 * event, and with the last one the machine is gone. Express executions run on (API reference).
 */
export function deleteStateMachine(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineArn");
      checkArn(arn, "stateMachine");
      const machine = service.machines.get(arn);
      if (!machine || service.deleting.has(arn)) return {};
      const running =
        machine.type === "EXPRESS"
          ? []
          : [...service.executions.values()].filter(
              (execution) => execution.machine.arn === arn && execution.status === "RUNNING",
            );
      if (running.length === 0) service.removeMachine(arn);
      else service.deleting.set(arn, new Set(running));
      for (const execution of running) execution.failAtNextEvent();
      return {};
    },
  };
}
