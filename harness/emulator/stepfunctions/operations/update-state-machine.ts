import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { MAXIMUM_DEFINITION_CHARACTERS, MINIMUM_CHARACTERS } from "../limits.ts";
import { sameLogging } from "../logging/logging-configuration.ts";
import { parseLogging, parseTracing } from "../logging/parse-logging.ts";
import { optionalText, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { checkEncryption } from "./encryption.ts";
import { checkRoleArn, parsePublishing } from "./machine-parameters.ts";
import { arnResource, wireDate } from "./operation.ts";

/** Running executions keep the definition they were started with. */
export function updateStateMachine(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineArn");
      checkArn(arn, "stateMachine");
      const definitionText = optionalText(input, "definition", {
        minimum: MINIMUM_CHARACTERS,
        maximum: MAXIMUM_DEFINITION_CHARACTERS,
      });
      const roleArn = optionalText(input, "roleArn");
      const logging = parseLogging(input, service.logs);
      const tracing = parseTracing(input);
      const changes = [definitionText, roleArn, logging, tracing, input.encryptionConfiguration ?? undefined];
      if (changes.every((change) => change === undefined)) {
        throw new AwsError(
          "MissingRequiredParameter",
          "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified",
        );
      }
      checkEncryption(input, "UpdateStateMachine");
      const { publish, versionDescription } = parsePublishing(input);
      if (roleArn !== undefined) checkRoleArn(roleArn);
      const machine = service.changeableMachine(arn);
      const changed =
        (definitionText !== undefined && definitionText !== machine.definitionText) ||
        (roleArn !== undefined && roleArn !== machine.roleArn) ||
        (logging !== undefined && !sameLogging(logging, machine.logging)) ||
        (tracing !== undefined && tracing !== machine.tracing);
      // An update that changes nothing keeps revision and date (recorded: test_create_update_state_machine_same_parameters).
      const updatedAt = changed ? service.clock.now() : machine.updatedAt;
      const updated = {
        ...machine,
        roleArn: roleArn ?? machine.roleArn,
        logging: logging ?? machine.logging,
        tracing: tracing ?? machine.tracing,
        definitionText: definitionText ?? machine.definitionText,
        definition:
          definitionText === undefined
            ? machine.definition
            : service.parseDefinition(machine.name, definitionText, machine.type),
        revisionId: changed ? service.random.stream("states/revision-id").uuid() : machine.revisionId,
        updatedAt,
      };
      service.machines.set(arn, updated);
      return {
        updateDate: wireDate(updatedAt),
        revisionId: updated.revisionId,
        ...(publish && {
          stateMachineVersionArn: service.publications.publish(updated, versionDescription, service.clock.now())
            .versionArn,
        }),
      };
    },
  };
}
