import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import type { Machine } from "../definition/machine.ts";
import { readVariables } from "../definition/read-variables.ts";
import { wireLogging } from "../logging/logging-configuration.ts";
import type { PublishedVersion } from "../publications.ts";
import { optionalChoice, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import type { StateMachineVersion } from "../state-machine.ts";
import { ENCRYPTION_CONFIGURATION } from "./encryption.ts";
import { arnResource, wireDate } from "./operation.ts";

export function describeStateMachine(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineArn");
      checkArn(arn, "stateMachine");
      const metadataOnly = optionalChoice(input, "includedData", ["ALL_DATA", "METADATA_ONLY"]) === "METADATA_ONLY";
      const version = versionAt(service, arn);
      const machine = version ?? service.machine(arn);
      return {
        ...describeVersion(machine),
        ...(metadataOnly && { definition: "{}", variableReferences: undefined }),
        ...(version && { stateMachineArn: version.versionArn }),
        ...(version?.description !== undefined && { description: version.description }),
        creationDate: wireDate(version?.publishedAt ?? machine.createdAt),
        status: service.deleting.has(machine.arn) ? "DELETING" : "ACTIVE",
        type: machine.type,
      };
    },
  };
}

/** The version that the ARN names; `undefined` for the ARN of a machine. Throws StateMachineDoesNotExist. */
function versionAt(service: StepFunctionsService, arn: string): PublishedVersion | undefined {
  if (!/^\d+$/.test(arn.split(":")[7] ?? "")) return undefined;
  const version = service.publications.versions.get(arn);
  if (version) return version;
  throw new AwsError("StateMachineDoesNotExist", `State Machine Version Does Not Exist: '${arn}'`);
}

/** Variables that states read, by the state's name; states that read none are left out (API_DescribeStateMachine.html). */
function variableReferences(definitionText: string, machine: Machine): Record<string, unknown> {
  const references = readVariables(definitionText, machine);
  return references.size === 0 ? {} : { variableReferences: Object.fromEntries(references) };
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
    encryptionConfiguration: ENCRYPTION_CONFIGURATION,
    ...variableReferences(machine.definitionText, machine.definition),
    ...(machine.revisionId !== undefined && { revisionId: machine.revisionId }),
  };
}
