import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { wireLogging } from "../logging/logging-configuration.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import type { StateMachineVersion } from "../state-machine.ts";
import { arnResource, wireDate } from "./operation.ts";

export function describeStateMachine(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineArn");
      checkArn(arn, "stateMachine");
      const machine = service.machine(arn);
      return {
        ...describeVersion(machine),
        creationDate: wireDate(machine.createdAt),
        status: "ACTIVE",
        type: machine.type,
      };
    },
  };
}

/** What both Describe operations say of a machine (recorded: test_create_duplicate_definition_format_sm). */
export function describeVersion(machine: StateMachineVersion): Record<string, unknown> {
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    definition: machine.definitionText,
    roleArn: machine.roleArn,
    loggingConfiguration: wireLogging(machine.logging),
    tracingConfiguration: { enabled: machine.tracing },
    ...(machine.revisionId !== undefined && { revisionId: machine.revisionId }),
  };
}
