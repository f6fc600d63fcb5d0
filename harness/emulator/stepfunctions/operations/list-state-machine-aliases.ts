import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn, machineArnOf } from "../arns.ts";
import { cutPage } from "../pages.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource, wireDate } from "./operation.ts";

/** The first created first (recorded: test_base_lifecycle_create_delete_list); of a version, those that point to it. */
export function listStateMachineAliases(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineArn");
      checkArn(arn, "stateMachine");
      const machineArn = machineArnOf(arn);
      service.machine(machineArn);
      const all = service.publications
        .aliasesOf(machineArn)
        .filter(({ routes }) => arn === machineArn || routes.some(({ versionArn }) => versionArn === arn));
      const { items, nextToken } = cutPage(all, input, { keyOf: (alias) => alias.arn });
      return {
        stateMachineAliases: items.map((alias) => ({
          stateMachineAliasArn: alias.arn,
          creationDate: wireDate(alias.createdAt),
        })),
        nextToken,
      };
    },
  };
}
