import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn, machineArnOf } from "../arns.ts";
import { MAXIMUM_LONG_ARN_CHARACTERS, MINIMUM_CHARACTERS } from "../limits.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource } from "./operation.ts";

/** Deleting what is not there succeeds (recorded: test_list_delete_version). Executions of the version run on. */
export function deleteStateMachineVersion(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineVersionArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineVersionArn", {
        minimum: MINIMUM_CHARACTERS,
        maximum: MAXIMUM_LONG_ARN_CHARACTERS,
      });
      checkArn(arn, "stateMachine");
      const names = service.publications
        .aliasesOf(machineArnOf(arn))
        .filter(({ routes }) => routes.some(({ versionArn }) => versionArn === arn))
        .map(({ name }) => name);
      // Recorded: test_delete_version_with_alias.
      if (names.length > 0) {
        throw new AwsError(
          "ConflictException",
          `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${names.join(", ")}]`,
        );
      }
      service.publications.versions.delete(arn);
      return {};
    },
  };
}
