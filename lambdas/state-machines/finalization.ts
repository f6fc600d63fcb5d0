import type { System } from "../../system/revisions.ts";
import { failureCallback, resultCallback } from "./callback-task.ts";
import {
  catchAll,
  type Deployment,
  retryTaskFailed,
  type StateMachineDefinition,
  type Template,
} from "./definition.ts";
import { traceDefault } from "./trace-default.ts";

/** The machine that builds the ZIP and reports it (docs/contract/pipeline.md 6). */
export function finalizationDefinition(system: System, to: Deployment): StateMachineDefinition {
  const start = traceDefault(system, "CreateZipBundle");
  return {
    Comment: "Builds the ZIP of a listing's media and calls the server back",
    StartAt: start.startAt,
    States: {
      ...start.states,
      CreateZipBundle: {
        Type: "Task",
        Resource: to.functionArn("zip"),
        Parameters: {
          "jobId.$": "$.jobId",
          "listingIdentityId.$": "$.listingIdentityId",
          "assets.$": "$.assets",
          "traceparent.$": "$.traceparent",
        },
        ResultPath: "$.zipResult",
        TimeoutSeconds: 1800,
        Retry: retryTaskFailed(10, 2),
        Catch: catchAll("ReportFailure"),
        Next: "FinalizeAndCallback",
      },
      FinalizeAndCallback: {
        ...resultCallback(system, to, { body: successBody(system) }),
        Next: "FinalizationSucceeded",
      },
      FinalizationSucceeded: { Type: "Succeed" },
      ReportFailure: { ...failureCallback(system, to, failureBody(system)), Next: "FinalizationFailed" },
      FinalizationFailed: {
        Type: "Fail",
        Error: "MediaFinalizationFailed",
        Cause: "Failed during media finalization workflow",
      },
    },
  };
}

function successBody(system: System): Template {
  const sizes: Template = {
    "zipSizeBytes.$": "$.zipResult.body.zipSizeBytes",
    "unzippedSizeBytes.$": "$.zipResult.body.unzippedSizeBytes",
  };
  return {
    "jobId.$": "$.jobId",
    status: "SUCCEEDED",
    provider: "STEP_FUNCTIONS_FINALIZATION",
    "listingIdentityId.$": "States.Format('{}', $.listingIdentityId)",
    "traceparent.$": "$.traceparent",
    "assetsZipped.$": "$.zipResult.body.assetsZipped",
    "zipBundles.$": "$.zipResult.body.zipBundles",
    ...(system.features.zipSizes ? sizes : {}),
  };
}

/** D12: no provider, and the error as Step Functions spells it (`Error`, `Cause`), which the server does not read. */
function failureBody(system: System): Template {
  const job: Template = {
    "jobId.$": "$.jobId",
    "listingIdentityId.$": "States.Format('{}', $.listingIdentityId)",
    status: "FINALIZATION_FAILED",
    "traceparent.$": "$.traceparent",
  };
  if (system.has("D12")) return { ...job, "error.$": "$.error" };
  return {
    ...job,
    provider: "STEP_FUNCTIONS_FINALIZATION",
    "failureReason.$": "$.error.Error",
    error: { "code.$": "$.error.Error", "message.$": "$.error.Cause" },
  };
}
