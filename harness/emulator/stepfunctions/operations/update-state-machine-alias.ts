import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { MAXIMUM_DESCRIPTION_CHARACTERS } from "../limits.ts";
import type { Alias } from "../publications.ts";
import { optionalText, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { sameAlias } from "./create-state-machine-alias.ts";
import { arnResource, wireDate } from "./operation.ts";
import { parseRouting, resourceMissing } from "./routing.ts";

/** Executions that run keep the version they were started with. An empty description takes the old one away. */
export function updateStateMachineAlias(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineAliasArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineAliasArn");
      checkArn(arn, "stateMachine");
      const description = optionalText(input, "description", { maximum: MAXIMUM_DESCRIPTION_CHARACTERS });
      const routes = parseRouting(input, service);
      if (description === undefined && routes === undefined) {
        throw new AwsError("ValidationException", "Either description or routing configuration must be specified");
      }
      const alias = service.publications.aliases.get(arn);
      if (!alias) throw resourceMissing();
      service.changeableMachine(alias.machineArn);
      const changed: Alias = {
        ...alias,
        description: description === undefined ? alias.description : description || undefined,
        routes: routes ?? alias.routes,
      };
      const updatedAt = sameAlias(alias, changed) ? alias.updatedAt : service.clock.now();
      service.publications.aliases.set(arn, { ...changed, updatedAt });
      return { updateDate: wireDate(updatedAt) };
    },
  };
}
