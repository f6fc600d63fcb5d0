import { decodeGoNode, type GoInteger } from "../../system/go/json-binding.ts";
import type { JsonNode } from "../../system/go/json-syntax.ts";
import { failureText } from "../failure-text.ts";
import { isVideo, type JobAsset, type StepFunctionPayload, stepFunctionPayload } from "../media/job-asset.ts";
import { headObject } from "../media/stored-object.ts";
import { asFunctionError } from "../payload.ts";
import type { LambdaDependencies } from "../ports.ts";
import { writeResponse } from "./payload.ts";
import { videoWork } from "./video-work.ts";

/** HEADs every asset in order; what is missing stays in the list with an `error`. */
export async function validateAssets(deps: LambdaDependencies, event: JsonNode): Promise<string> {
  const input = readInput(deps, event);
  const { jobId } = input;
  deps.log({
    level: "INFO",
    message: "Validate Lambda started",
    fields: [
      ["job_id", jobId],
      ["listing_identity_id", input.listingIdentityId],
      ["input_assets_count", input.assets?.length ?? 0],
    ],
  });
  const assets: JobAsset[] = [];
  for (const asset of input.assets ?? []) assets.push(await validateAsset(deps, asset, jobId));
  return deps.system.features.videoBranch
    ? completeWithBranches(deps, input, assets)
    : completeIncident(deps, input, assets);
}

function readInput(deps: LambdaDependencies, event: JsonNode): StepFunctionPayload {
  try {
    return asFunctionError(() => decodeGoNode(event, stepFunctionPayload));
  } catch (error) {
    deps.log({ level: "ERROR", message: "Failed to unmarshal event", fields: [["error", failureText(error)]] });
    throw error;
  }
}

async function validateAsset(deps: LambdaDependencies, asset: JobAsset, jobId: GoInteger): Promise<JobAsset> {
  const sourceKey = asset.key;
  try {
    const { size, etag } = await headObject(deps, asset.key);
    return { ...asset, sourceKey, size, etag };
  } catch (error) {
    const reason = failureText(error);
    deps.log({
      level: "ERROR",
      message: "Asset validation failed",
      fields: [
        ["key", asset.key],
        ["job_id", jobId],
        ["error", reason],
      ],
    });
    return { ...asset, sourceKey, error: reason };
  }
}

function completeIncident(deps: LambdaDependencies, input: StepFunctionPayload, assets: JobAsset[]): string {
  const hasVideos = assets.some((asset) => asset.type.includes("VIDEO"));
  deps.log({
    level: "INFO",
    message: "Validation complete",
    fields: [
      ["job_id", input.jobId],
      ["total_assets", assets.length],
      ["has_videos", hasVideos],
    ],
  });
  return writeResponse(deps.system, { ...input, assets, hasVideos });
}

function completeWithBranches(deps: LambdaDependencies, input: StepFunctionPayload, assets: JobAsset[]): string {
  const imageAssets = assets.filter((asset) => !isVideo(asset.type));
  const videoAssets = assets.filter((asset) => isVideo(asset.type));
  const hasImages = imageAssets.length > 0;
  const hasVideos = videoAssets.length > 0;
  const work = videoWork(deps, input, videoAssets);
  deps.log({
    level: "INFO",
    message: "Validation complete",
    fields: [
      ["job_id", input.jobId],
      ["total_assets", assets.length],
      ["image_assets", imageAssets.length],
      ["video_assets", videoAssets.length],
      ["has_images", hasImages],
      ["has_videos", hasVideos],
    ],
  });
  return writeResponse(deps.system, { ...input, assets, imageAssets, videoAssets, hasImages, hasVideos }, work);
}
