import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { stateMachineArn } from "../arns.ts";
import { parseMachine } from "../definition/parse-machine.ts";
import { type LoggingConfiguration, NO_LOGGING, sameLogging } from "../logging/logging-configuration.ts";
import { parseLogging, parseTracing } from "../logging/parse-logging.ts";
import { checkName } from "../names.ts";
import { optionalChoice, refuseMembers, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import type { StateMachineType, StateMachineVersion } from "../state-machine.ts";
import { checkRoleArn, MAXIMUM_DEFINITION_CHARACTERS } from "./machine-parameters.ts";
import { namedMachineResource, wireDate } from "./operation.ts";

/** Idempotent on name, definition, role, type, logging and tracing. */
export function createStateMachine(service: StepFunctionsService): JsonOperation {
  return {
    resource: namedMachineResource(service.place),
    perform(input) {
      const type = optionalChoice(input, "type", ["STANDARD", "EXPRESS"]) ?? "STANDARD";
      refuseMembers(input, "CreateStateMachine", ["publish", "versionDescription", "encryptionConfiguration", "tags"]);
      const machine = addStateMachine(service, {
        name: requiredText(input, "name"),
        type,
        definition: requiredText(input, "definition", { minimum: 1, maximum: MAXIMUM_DEFINITION_CHARACTERS }),
        roleArn: requiredText(input, "roleArn"),
        logging: parseLogging(input, service.logs),
        tracing: parseTracing(input),
      });
      return { stateMachineArn: machine.arn, creationDate: wireDate(machine.createdAt) };
    },
  };
}

/** Adds a machine, or returns the one that is already there with the same parameters. Throws AWS's errors. */
export function addStateMachine(
  service: StepFunctionsService,
  parameters: {
    name: string;
    type: StateMachineType;
    definition: string;
    roleArn: string;
    logging?: LoggingConfiguration | undefined;
    tracing?: boolean | undefined;
  },
): StateMachineVersion {
  const { name, type, definition, roleArn, logging = NO_LOGGING, tracing = false } = parameters;
  checkName(name);
  checkRoleArn(roleArn);
  const arn = stateMachineArn(service.place, name);
  const existing = service.machines.get(arn);
  if (existing) {
    const same =
      existing.definitionText === definition &&
      existing.roleArn === roleArn &&
      existing.type === type &&
      existing.tracing === tracing &&
      sameLogging(existing.logging, logging);
    if (same) return existing;
    // The definition is compared as text (recorded: test_create_duplicate_definition_format_sm).
    throw new AwsError("StateMachineAlreadyExists", `State Machine Already Exists: '${arn}'`);
  }
  const now = service.clock.now();
  const machine: StateMachineVersion = {
    arn,
    name,
    type,
    logging,
    tracing,
    roleArn,
    definitionText: definition,
    definition: parseMachine(definition, type),
    revisionId: undefined,
    createdAt: now,
    updatedAt: now,
  };
  service.machines.set(arn, machine);
  return machine;
}
