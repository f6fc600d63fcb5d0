import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { parseMachine } from "../definition/parse-machine.ts";
import { sameLogging } from "../logging/logging-configuration.ts";
import { parseLogging, parseTracing } from "../logging/parse-logging.ts";
import { optionalText, refuseMembers, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { checkRoleArn, MAXIMUM_DEFINITION_CHARACTERS } from "./machine-parameters.ts";
import { arnResource, wireDate } from "./operation.ts";

/** Running executions keep the definition they were started with. */
export function updateStateMachine(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineArn");
      checkArn(arn, "stateMachine");
      refuseMembers(input, "UpdateStateMachine", ["publish", "versionDescription", "encryptionConfiguration"]);
      const definitionText = optionalText(input, "definition", { minimum: 1, maximum: MAXIMUM_DEFINITION_CHARACTERS });
      const roleArn = optionalText(input, "roleArn");
      const logging = parseLogging(input, service.logs);
      const tracing = parseTracing(input);
      if ([definitionText, roleArn, logging, tracing].every((change) => change === undefined)) {
        throw new AwsError(
          "MissingRequiredParameter",
          "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified",
        );
      }
      if (roleArn !== undefined) checkRoleArn(roleArn);
      const machine = service.machine(arn);
      const changed =
        (definitionText !== undefined && definitionText !== machine.definitionText) ||
        (roleArn !== undefined && roleArn !== machine.roleArn) ||
        (logging !== undefined && !sameLogging(logging, machine.logging)) ||
        (tracing !== undefined && tracing !== machine.tracing);
      const updatedAt = service.clock.now();
      const updated = {
        ...machine,
        roleArn: roleArn ?? machine.roleArn,
        logging: logging ?? machine.logging,
        tracing: tracing ?? machine.tracing,
        definitionText: definitionText ?? machine.definitionText,
        definition: definitionText === undefined ? machine.definition : parseMachine(definitionText, machine.type),
        revisionId: changed ? service.random.stream("states/revision-id").uuid() : machine.revisionId,
        updatedAt,
      };
      service.machines.set(arn, updated);
      return { updateDate: wireDate(updatedAt), revisionId: updated.revisionId };
    },
  };
}
