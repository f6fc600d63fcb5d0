import type { System } from "../../system/revisions.ts";
import { failureCallback, resultCallback } from "./callback-task.ts";
import { convertVideos } from "./convert-videos.ts";
import {
  catchAll,
  type Deployment,
  retryTaskFailed,
  type State,
  type StateMachineDefinition,
  type Template,
} from "./definition.ts";
import { reportStarted } from "./report-started.ts";
import { traceDefault } from "./trace-default.ts";
import { convertVideo } from "./video-job.ts";

/** The machine that makes the derivatives of raw assets and reports them (docs/contract/pipeline.md 5). */
export function processingDefinition(system: System, to: Deployment): StateMachineDefinition {
  const reported = reportStarted(system, to, "ValidateRawAssets");
  const start = traceDefault(system, reported.startAt);
  return {
    Comment: "Validates a listing's raw media, makes derivatives and calls the server back",
    StartAt: start.startAt,
    States: {
      ...start.states,
      ...reported.states,
      ValidateRawAssets: {
        Type: "Task",
        Resource: to.functionArn("validate"),
        ResultPath: "$.validation",
        TimeoutSeconds: 120,
        Retry: retryTaskFailed(2, 2),
        Catch: catchAll("ValidationFailed"),
        Next: "ParallelProcessing",
      },
      ParallelProcessing: {
        Type: "Parallel",
        Branches: branches(system, to),
        ResultPath: "$.parallelResults",
        Catch: catchAll("ReportFailure"),
        Next: "ConsolidateResults",
      },
      ConsolidateResults: {
        Type: "Task",
        Resource: to.functionArn("consolidate"),
        Parameters: {
          "jobId.$": "$.jobId",
          "listingIdentityId.$": "$.validation.listingIdentityId",
          ...executionFields(system),
          "assets.$": "$.validation.assets",
          "parallelResults.$": "$.parallelResults",
          "traceparent.$": "$.traceparent",
        },
        ResultPath: "$.consolidation",
        Retry: retryTaskFailed(5, 2),
        Catch: catchAll("ReportFailure"),
        Next: "FinalizeAndCallback",
      },
      FinalizeAndCallback: {
        ...resultCallback(system, to, { "body.$": "$.consolidation.body" }),
        Next: "ProcessingSucceeded",
      },
      ProcessingSucceeded: { Type: "Succeed" },
      ValidationFailed: {
        ...failureCallback(system, to, failureBody(system, "VALIDATION_FAILED")),
        Next: "ProcessingFailed",
      },
      ReportFailure: {
        ...failureCallback(system, to, failureBody(system, "PROCESSING_FAILED")),
        Next: "ProcessingFailed",
      },
      ProcessingFailed: {
        Type: "Fail",
        Error: "MediaProcessingFailed",
        Cause: "Failed during media processing workflow",
      },
    },
  };
}

type Branch = { readonly StartAt: string; readonly States: Readonly<Record<string, State>> };

function branches(system: System, to: Deployment): readonly Branch[] {
  const thumbnails: Branch = {
    StartAt: "GenerateThumbnails",
    States: { GenerateThumbnails: derivatives(to, "thumbnails") },
  };
  const videoThumbnails = ifVideos("CheckVideoThumbnails", "SkipVideoThumbnails", "no_videos_to_thumbnail", {
    GenerateVideoThumbnails: derivatives(to, "video_thumbnails"),
  });
  const conversion = ifVideos(
    "CheckVideoProcessing",
    "SkipVideoProcessing",
    "no_videos_to_process",
    system.has("D26") ? { ProcessVideos: convertVideo(system, to) } : { ConvertVideos: convertVideos(to) },
  );
  return system.features.videoBranch ? [thumbnails, videoThumbnails, conversion] : [thumbnails, conversion];
}

function derivatives(to: Deployment, lambda: "thumbnails" | "video_thumbnails"): State {
  return {
    Type: "Task",
    Resource: to.functionArn(lambda),
    InputPath: "$.validation",
    TimeoutSeconds: 600,
    Retry: retryTaskFailed(5, 2),
    End: true,
  };
}

function ifVideos(check: string, skip: string, skippedStatus: string, work: Readonly<Record<string, State>>): Branch {
  const [next = skip] = Object.keys(work);
  return {
    StartAt: check,
    States: {
      [check]: {
        Type: "Choice",
        Choices: [{ Variable: "$.validation.hasVideos", BooleanEquals: true, Next: next }],
        Default: skip,
      },
      ...work,
      [skip]: { Type: "Pass", Result: { status: skippedStatus }, End: true },
    },
  };
}

function executionFields(system: System): Template {
  if (!system.features.executionInCallback) return {};
  return { "executionArn.$": "$$.Execution.Id", "startedAt.$": "$$.Execution.StartTime" };
}

function failureBody(system: System, status: string): Template {
  return {
    "jobId.$": "$.jobId",
    "listingIdentityId.$": "$.listingIdentityId",
    ...executionFields(system),
    provider: "STEP_FUNCTIONS",
    status,
    "failureReason.$": "$.error.Error",
    error: { "code.$": "$.error.Error", "message.$": "$.error.Cause" },
    outputs: [],
    "traceparent.$": "$.traceparent",
  };
}
