import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn, machineArnOf } from "../arns.ts";
import type { Execution } from "../execution/execution.ts";
import { MAXIMUM_EXECUTIONS_TOKEN_CHARACTERS } from "../limits.ts";
import { cutPage } from "../pages.ts";
import { optionalChoice, optionalText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { listChildExecutions } from "./list-child-executions.ts";
import { arnResource, machineTypeNotSupported, wireDate, wireStartedFrom } from "./operation.ts";
import { wireRedrives } from "./redrive-status.ts";

/** In the order in which AWS names them. */
const STATUSES = ["SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING"] as const;
const REDRIVES = ["REDRIVEN", "NOT_REDRIVEN"] as const;

/** The executions of a machine, of one of its versions or aliases, or of a map run: the most recent first. */
export function listExecutions(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineArn"),
    perform(input) {
      const arn = optionalText(input, "stateMachineArn");
      const mapRunArn = optionalText(input, "mapRunArn");
      const status = optionalChoice(input, "statusFilter", STATUSES);
      const redrives = optionalChoice(input, "redriveFilter", REDRIVES);
      if (arn === undefined && mapRunArn !== undefined) {
        return listChildExecutions(service, mapRunArn, { status, redrives }, input);
      }
      if (arn === undefined || mapRunArn !== undefined) {
        throw new AwsError("ValidationException", "Must specify one and only one: state machine ARN or map run ARN");
      }
      checkArn(arn, "stateMachine");
      // Both are for map runs alone (API reference); the words are ours.
      if (redrives !== undefined) throw onlyOfMapRuns("redriveFilter");
      if (status === "PENDING_REDRIVE") throw onlyOfMapRuns("statusFilter PENDING_REDRIVE");
      const machineArn = machineArnOf(arn);
      if (service.machines.get(machineArn)?.type === "EXPRESS") throw machineTypeNotSupported();
      const all = [...service.executions.values()]
        .filter(
          ({ machine, versionArn, aliasArn, mapRunArn: parent }) =>
            parent === undefined && (machine.arn === arn || versionArn === arn || aliasArn === arn),
        )
        .filter((execution) => status === undefined || execution.status === status)
        .reverse()
        .sort((left, right) => activeAt(right) - activeAt(left));
      const { items, nextToken } = cutPage(all, input, {
        keyOf: (execution) => execution.arn,
        maximumTokenLength: MAXIMUM_EXECUTIONS_TOKEN_CHARACTERS,
      });
      // A machine that never existed is an error; a deleted one still lists what it ran.
      if (all.length === 0) service.machine(machineArn);
      return {
        executions: items.map((execution) => ({
          executionArn: execution.arn,
          ...wireStartedFrom(execution),
          name: execution.name,
          status: execution.status,
          startDate: wireDate(execution.startedAt),
          ...(execution.endedAt !== undefined && { stopDate: wireDate(execution.endedAt) }),
          ...wireRedrives(execution),
        })),
        nextToken,
      };
    },
  };
}

/** What lists are sorted by: the end, or while it runs the start or redrive (API reference). */
function activeAt({ endedAt, redrivenAt, startedAt }: Execution): number {
  return endedAt ?? redrivenAt ?? startedAt;
}

function onlyOfMapRuns(parameter: string): AwsError {
  return new AwsError("ValidationException", `${parameter} can only be specified together with a map run ARN`);
}
