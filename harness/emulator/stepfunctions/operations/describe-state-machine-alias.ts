import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource, resourceNotFound, wireDate } from "./operation.ts";
import { wireRouting } from "./routing.ts";

/** `updateDate` is at first the date of the creation (API reference). */
export function describeStateMachineAlias(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineAliasArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineAliasArn");
      checkArn(arn, "stateMachine");
      const alias = service.publications.aliases.get(arn);
      if (!alias) throw resourceNotFound(arn);
      return {
        stateMachineAliasArn: arn,
        name: alias.name,
        description: alias.description,
        routingConfiguration: wireRouting(alias.routes),
        creationDate: wireDate(alias.createdAt),
        updateDate: wireDate(alias.updatedAt),
      };
    },
  };
}
