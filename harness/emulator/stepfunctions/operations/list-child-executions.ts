import type { JsonInput } from "../../gateway/json-protocol.ts";
import { MAXIMUM_EXECUTIONS_TOKEN_CHARACTERS } from "../limits.ts";
import { checkMapRunArn } from "../map-runs/map-run-arn.ts";
import { cutPage } from "../pages.ts";
import type { StepFunctionsService } from "../service.ts";
import { wireDate } from "./operation.ts";
import { wireRedrives } from "./redrive-status.ts";

/** ListExecutions of a map run: its children that have started and can be asked for, the latest first. */
export function listChildExecutions(
  service: StepFunctionsService,
  mapRunArn: string,
  filters: { readonly status: string | undefined; readonly redrives: "REDRIVEN" | "NOT_REDRIVEN" | undefined },
  input: JsonInput,
): Record<string, unknown> {
  checkMapRunArn(mapRunArn);
  const run = service.mapRuns.run(mapRunArn);
  // Express children are seen in logs only.
  const children = run.machine.type === "EXPRESS" ? [] : run.children;
  const started = children
    .flatMap(({ execution, items, awaitsRedrive }) =>
      execution ? [{ execution, items, status: awaitsRedrive ? "PENDING_REDRIVE" : execution.status }] : [],
    )
    .filter(({ status }) => filters.status === undefined || status === filters.status)
    .filter(
      ({ execution }) =>
        filters.redrives === undefined || execution.redriveCount > 0 === (filters.redrives === "REDRIVEN"),
    )
    .reverse();
  const { items: page, nextToken } = cutPage(started, input, {
    keyOf: ({ execution }) => execution.arn,
    maximumTokenLength: MAXIMUM_EXECUTIONS_TOKEN_CHARACTERS,
  });
  return {
    executions: page.map(({ execution, items, status }) => ({
      executionArn: execution.arn,
      stateMachineArn: run.machine.arn,
      name: execution.name,
      status,
      startDate: wireDate(execution.startedAt),
      ...(execution.endedAt !== undefined && { stopDate: wireDate(execution.endedAt) }),
      mapRunArn,
      itemCount: items,
      ...wireRedrives(execution),
    })),
    nextToken,
  };
}
