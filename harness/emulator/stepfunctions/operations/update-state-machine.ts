import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { parseMachine } from "../definition/parse-machine.ts";
import { optionalText, refuseMembers, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { checkLogging, checkRoleArn, MAXIMUM_DEFINITION_CHARACTERS } from "./machine-parameters.ts";
import { arnResource, wireDate } from "./operation.ts";

/** Running executions keep the definition they were started with. */
export function updateStateMachine(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineArn");
      checkArn(arn, "stateMachine");
      refuseMembers(input, "UpdateStateMachine", ["publish", "versionDescription", "encryptionConfiguration"]);
      checkLogging(input, "UpdateStateMachine");
      const definitionText = optionalText(input, "definition", { minimum: 1, maximum: MAXIMUM_DEFINITION_CHARACTERS });
      const roleArn = optionalText(input, "roleArn");
      if (definitionText === undefined && roleArn === undefined && input.loggingConfiguration === undefined) {
        throw new AwsError(
          "MissingRequiredParameter",
          "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified",
        );
      }
      if (roleArn !== undefined) checkRoleArn(roleArn);
      const machine = service.machine(arn);
      const changed =
        (definitionText !== undefined && definitionText !== machine.definitionText) ||
        (roleArn !== undefined && roleArn !== machine.roleArn);
      const updatedAt = service.clock.now();
      const updated = {
        ...machine,
        roleArn: roleArn ?? machine.roleArn,
        definitionText: definitionText ?? machine.definitionText,
        definition: definitionText === undefined ? machine.definition : parseMachine(definitionText),
        revisionId: changed ? service.random.stream("states/revision-id").uuid() : machine.revisionId,
        updatedAt,
      };
      service.machines.set(arn, updated);
      return { updateDate: wireDate(updatedAt), revisionId: updated.revisionId };
    },
  };
}
