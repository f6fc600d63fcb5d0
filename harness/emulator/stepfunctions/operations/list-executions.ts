import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { cutPage } from "../pages.ts";
import { optionalChoice, optionalText, refuseMembers } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { listChildExecutions } from "./list-child-executions.ts";
import { arnResource, machineTypeNotSupported, wireDate, wireStartedFrom } from "./operation.ts";

const STATUSES = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"] as const;

/** The latest started first. */
export function listExecutions(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineArn"),
    perform(input) {
      refuseMembers(input, "ListExecutions", ["redriveFilter"]);
      const arn = optionalText(input, "stateMachineArn");
      const mapRunArn = optionalText(input, "mapRunArn");
      const status = optionalChoice(input, "statusFilter", STATUSES);
      if (arn === undefined && mapRunArn !== undefined) return listChildExecutions(service, mapRunArn, status, input);
      if (arn === undefined || mapRunArn !== undefined) {
        throw new AwsError("ValidationException", "Must specify one and only one: state machine ARN or map run ARN");
      }
      checkArn(arn, "stateMachine");
      if (service.machines.get(arn)?.type === "EXPRESS") throw machineTypeNotSupported();
      const all = [...service.executions.values()]
        .filter((execution) => execution.machine.arn === arn && (status === undefined || execution.status === status))
        .reverse();
      const { items, nextToken } = cutPage(all, input);
      // A machine that never existed is an error; a deleted one still lists what it ran.
      if (all.length === 0) service.machine(arn);
      return {
        executions: items.map((execution) => ({
          executionArn: execution.arn,
          ...wireStartedFrom(execution),
          name: execution.name,
          status: execution.status,
          startDate: wireDate(execution.startedAt),
          ...(execution.endedAt !== undefined && { stopDate: wireDate(execution.endedAt) }),
          redriveCount: 0,
        })),
        nextToken,
      };
    },
  };
}
