import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource } from "./operation.ts";

/** Deleting what is not there succeeds (recorded: test_delete_no_such_alias_arn). */
export function deleteStateMachineAlias(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineAliasArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineAliasArn");
      checkArn(arn, "stateMachine");
      service.publications.aliases.delete(arn);
      return {};
    },
  };
}
