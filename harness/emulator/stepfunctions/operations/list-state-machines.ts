import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { cutPage } from "../pages.ts";
import type { StepFunctionsService } from "../service.ts";
import { wireDate } from "./operation.ts";

export function listStateMachines(service: StepFunctionsService): JsonOperation {
  return {
    resource: () => ({ arn: "*", label: "" }),
    perform(input) {
      const all = [...service.machines.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
      const { items, nextToken } = cutPage(all, input, { keyOf: (machine) => machine.arn });
      return {
        stateMachines: items.map(({ arn, name, type, createdAt }) => ({
          stateMachineArn: arn,
          name,
          type,
          creationDate: wireDate(createdAt),
        })),
        nextToken,
      };
    },
  };
}
