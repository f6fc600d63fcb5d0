import { encodeGoJson } from "../../go/json.ts";
import type { System } from "../../system/revisions.ts";
import { type StepFunctionPayload, writableAssets } from "../media/job-asset.ts";

/** MediaConvert's input and output of the first video. */
export interface VideoPaths {
  readonly videoInput: string;
  readonly videoOutputPath: string;
}

/** The payload as the Lambda writes it: an execution's input, or its own output. */
export function writePayload(system: System, payload: StepFunctionPayload, video?: VideoPaths): string {
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
