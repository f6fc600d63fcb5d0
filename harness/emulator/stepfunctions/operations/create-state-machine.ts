import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { stateMachineArn } from "../arns.ts";
import { MAXIMUM_DEFINITION_CHARACTERS, MINIMUM_CHARACTERS } from "../limits.ts";
import { type LoggingConfiguration, NO_LOGGING, sameLogging } from "../logging/logging-configuration.ts";
import { parseLogging, parseTracing } from "../logging/parse-logging.ts";
import { checkName } from "../names.ts";
import type { PublishedVersion } from "../publications.ts";
import { optionalChoice, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import type { StateMachineVersion } from "../state-machine.ts";
import type { StateMachineType } from "../state-machine-type.ts";
import { checkEncryption } from "./encryption.ts";
import { checkRoleArn, parsePublishing } from "./machine-parameters.ts";
import { namedMachineResource, wireDate } from "./operation.ts";
import { parseTags, setTags, type Tag } from "./tags.ts";

/** Idempotent on all but the role and the tags, which are ignored when the machine is there (recorded by third parties). */
export function createStateMachine(service: StepFunctionsService): JsonOperation {
  return {
    resource: namedMachineResource(service.place),
    perform(input) {
      const type = optionalChoice(input, "type", ["STANDARD", "EXPRESS"]) ?? "STANDARD";
      const { publish, versionDescription } = parsePublishing(input);
      const tags = parseTags(input, "optional");
      checkEncryption(input, "CreateStateMachine");
      const machine = addStateMachine(service, {
        name: requiredText(input, "name"),
        type,
        definition: requiredText(input, "definition", {
          minimum: MINIMUM_CHARACTERS,
          maximum: MAXIMUM_DEFINITION_CHARACTERS,
        }),
        roleArn: requiredText(input, "roleArn"),
        logging: parseLogging(input, service.logs),
        tracing: parseTracing(input),
        publish,
        versionDescription,
        tags,
      });
      return {
        stateMachineArn: machine.arn,
        creationDate: wireDate(machine.createdAt),
        ...(publish && { stateMachineVersionArn: service.publications.firstOf(machine.arn)?.versionArn }),
      };
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
    publish?: boolean;
    versionDescription?: string | undefined;
    tags?: readonly Tag[];
  },
): StateMachineVersion {
  const { name, type, definition, roleArn, logging = NO_LOGGING, tracing = false } = parameters;
  checkName(name);
  checkRoleArn(roleArn);
  const arn = stateMachineArn(service.place, name);
  const existing = service.machines.get(arn);
  if (existing) {
    service.changeableMachine(arn);
    const same =
      // As text (recorded: test_create_duplicate_definition_format_sm).
      existing.definitionText === definition &&
      existing.type === type &&
      existing.tracing === tracing &&
      sameLogging(existing.logging, logging);
    if (!same) throw alreadyExists(`'${arn}'`);
    checkSamePublishing(service.publications.firstOf(arn), parameters, arn);
    return existing;
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
    definition: service.parseDefinition(name, definition, type),
    revisionId: undefined,
    createdAt: now,
    updatedAt: now,
  };
  service.machines.set(arn, machine);
  setTags(service, arn, parameters.tags ?? []);
  if (parameters.publish) service.publications.publish(machine, parameters.versionDescription, now);
  return machine;
}

/** The first version that the machine has ever had is what counts, also after updates (recorded by third parties). */
function checkSamePublishing(
  first: PublishedVersion | undefined,
  asked: { publish?: boolean; versionDescription?: string | undefined },
  arn: string,
): void {
  if (!first && asked.publish) throw alreadyExists(`'${arn}'`);
  if (!first) return;
  if (!asked.publish) throw alreadyExists("This state machine was already created with a published version.");
  if ((asked.versionDescription ?? "") !== (first.description ?? "")) {
    throw alreadyExists(
      "This state machine was already created with a published version using a different description.",
    );
  }
}

function alreadyExists(reason: string): AwsError {
  return new AwsError("StateMachineAlreadyExists", `State Machine Already Exists: ${reason}`);
}
