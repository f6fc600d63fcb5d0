import { encodeGoJson } from "../../system/go/json.ts";
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

/** The payload as the Lambda writes it: an execution's input, or its own output. */
export function writePayload(system: System, payload: StepFunctionPayload, video?: VideoWork): string {
  const split = {
    imageAssets: writableAssets(payload.imageAssets),
    videoAssets: writableAssets(payload.videoAssets),
    hasImages: payload.hasImages,
  };
  return encodeGoJson({
    jobId: payload.jobId,
    listingIdentityId: payload.listingIdentityId,
    assets: writableAssets(payload.assets),
    ...(system.features.videoBranch ? split : {}),
    hasVideos: payload.hasVideos,
    traceparent: payload.traceparent,
    ...video,
  });
}
