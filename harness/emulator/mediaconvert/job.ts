import type { JobRequest } from "./job-request.ts";

export type JobStatus = "SUBMITTED" | "PROGRESSING" | "COMPLETE" | "ERROR" | "CANCELED";
export type JobPhase = "PROBING" | "TRANSCODING" | "UPLOADING";

/** What came of one output: its length and size as its file has them. */
export interface OutputDetail {
  readonly durationMs: number;
  readonly width: number;
  readonly height: number;
}

/** One job. Times are milliseconds since the epoch. */
export interface Job {
  readonly id: string;
  readonly arn: string;
  readonly queue: string;
  readonly request: JobRequest;
  /** Settings as the client wrote them, without the defaults. */
  readonly settings: unknown;
  readonly submittedAt: number;
  status: JobStatus;
  phase?: JobPhase;
  /** When transcoding began and how long it takes, for an estimate of how far it is. */
  transcoding?: { readonly from: number; readonly ms: number };
  startedAt?: number;
  finishedAt?: number;
  error?: { readonly code: number; readonly message: string };
  /** By output group. */
  outputs?: readonly (readonly OutputDetail[])[];
}

export function hasEnded({ status }: Job): boolean {
  return status === "COMPLETE" || status === "ERROR" || status === "CANCELED";
}

/**
 * A job as GetJob answers it, members in PascalCase
 * (https://docs.aws.amazon.com/mediaconvert/latest/apireference/jobs-id.html).
 */
export function describeJob(job: Job, now: number): Record<string, unknown> {
  const { request } = job;
  return {
    AccelerationSettings: { Mode: "DISABLED" },
    AccelerationStatus: "NOT_APPLICABLE",
    Arn: job.arn,
    ...(request.ClientRequestToken !== undefined && { ClientRequestToken: request.ClientRequestToken }),
    CreatedAt: seconds(job.submittedAt),
    ...(job.phase && { CurrentPhase: job.phase }),
    ...(job.error && { ErrorCode: job.error.code, ErrorMessage: job.error.message }),
    Id: job.id,
    ...(job.status === "PROGRESSING" && { JobPercentComplete: percentComplete(job, now) }),
    Messages: { Info: [], Warning: [] },
    ...(job.outputs && {
      OutputGroupDetails: job.outputs.map((details) => ({ OutputDetails: details.map(describe) })),
    }),
    Priority: request.Priority,
    Queue: job.queue,
    RetryCount: 0,
    Role: request.Role,
    Settings: job.settings,
    Status: job.status,
    StatusUpdateInterval: request.StatusUpdateInterval,
    Timing: {
      SubmitTime: seconds(job.submittedAt),
      ...(job.startedAt !== undefined && { StartTime: seconds(job.startedAt) }),
      ...(job.finishedAt !== undefined && { FinishTime: seconds(job.finishedAt) }),
    },
    UserMetadata: request.UserMetadata,
  };
}

function describe({ durationMs, width, height }: OutputDetail): Record<string, unknown> {
  return { DurationInMs: durationMs, VideoDetails: { HeightInPx: height, WidthInPx: width } };
}

/** 0 while probing, 100 only when all is written. */
function percentComplete({ phase, transcoding }: Job, now: number): number {
  if (!transcoding) return 0;
  if (phase === "UPLOADING") return 99;
  return Math.min(99, Math.floor(((now - transcoding.from) / transcoding.ms) * 100));
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
