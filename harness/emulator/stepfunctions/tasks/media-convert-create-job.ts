import { AwsError } from "../../gateway/aws-error.ts";
import { StateFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";
import { Document } from "../json/document.ts";
import { fromNative, toNative } from "../json/native.ts";
import { serviceFailure } from "./lambda-failures.ts";

/** `aws-sdk:mediaconvert:createJob`: request and response in PascalCase; it does not wait for the job's end. */
export async function createMediaConvertJob(request: Document, run: StateRun): Promise<Document> {
  try {
    return await create(request, run);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const requestId = typeof error.fields.requestId === "string" ? error.fields.requestId : "";
    const name = error.code.endsWith("Exception") ? error.code : `${error.code}Exception`;
    throw new StateFailure(
      `MediaConvert.${name}`,
      // SDK integrations word it with commas (recorded on DynamoDB and S3).
      `${error.message} (Service: MediaConvert, Status Code: ${error.status}, Request ID: ${requestId})`,
    );
  }
}

/**
 * `mediaconvert:createJob`, the optimised integration: the same, and worded with semicolons when it fails, as optimised
 * integrations are (recorded on DynamoDB and Lambda).
 */
export async function submitMediaConvertJob(request: Document, run: StateRun): Promise<Document> {
  return create(request, run).catch((error: unknown) => {
    throw serviceFailure("MediaConvert", "AWSMediaConvert", error);
  });
}

async function create(request: Document, run: StateRun): Promise<Document> {
  const { integrations } = run.thread.execution;
  const answer = await integrations.mediaConvertCreateJob({ request: toNative(request.value), source: "states" });
  return new Document(fromNative(answer.response));
}
