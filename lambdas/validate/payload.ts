import { encodeGoJson, encodeGoJsonPlain } from "../../system/go/json.ts";
import type { System } from "../../system/revisions.ts";
import { type StepFunctionPayload, writableAssets } from "../media/job-asset.ts";

/** What the machine needs to know of the videos beside their assets. */
export type VideoWork = VideoPaths | { readonly conversions: readonly VideoConversion[] };

/** MediaConvert's input and output of the first video. */
export interface VideoPaths {
  readonly videoInput: string;
  readonly videoOutputPath: string;
}

/** One video that is to be converted. */
export interface VideoConversion {
  readonly sourceKey: string;
  readonly type: string;
  readonly videoInput: string;
  readonly videoOutputPath: string;
  /** The object that MediaConvert will have made. */
  readonly convertedKey: string;
  /** Height in pixels that it is scaled to; the width follows. */
  readonly height: number;
}

/** The payload as an execution's input, with HTML escaped, as Go's encoder does by itself. */
export function writeInput(system: System, payload: StepFunctionPayload): string {
  return encodeGoJson(members(system, payload));
}

/** The payload as the Lambda's response, which aws-lambda-go writes without escaping. */
export function writeResponse(system: System, payload: StepFunctionPayload, video?: VideoWork): string {
  return encodeGoJsonPlain({ ...members(system, payload), ...video });
}

function members(system: System, payload: StepFunctionPayload): Readonly<Record<string, unknown>> {
  const split = {
    imageAssets: writableAssets(payload.imageAssets),
    videoAssets: writableAssets(payload.videoAssets),
    hasImages: payload.hasImages,
  };
  return {
    jobId: payload.jobId,
    listingIdentityId: payload.listingIdentityId,
    assets: writableAssets(payload.assets),
    ...(system.features.videoBranch ? split : {}),
    hasVideos: payload.hasVideos,
    traceparent: payload.traceparent,
  };
}
