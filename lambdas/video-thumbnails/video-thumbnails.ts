import { encodeGoJsonPlain } from "../../system/go/json.ts";
import { failureText } from "../failure-text.ts";
import { derivedKey, KEY_WITHOUT_RAW } from "../media/derived-key.ts";
import { isVideo, type JobAsset, type StepFunctionPayload, stepFunctionPayload } from "../media/job-asset.ts";
import { openObject, putObject, readAll } from "../media/stored-object.ts";
import { readPayload } from "../payload.ts";
import type { LambdaDependencies, LambdaHandler } from "../ports.ts";
import { extractFrame } from "./extract-frame.ts";

/**
 * The video_thumbnails Lambda (docs/contract/pipeline.md 4.3): one frame per video. Errors of single videos are data.
 */
export function createVideoThumbnails(deps: LambdaDependencies): LambdaHandler {
  return async (payload) => {
    const input = readPayload(payload, stepFunctionPayload);
    const videos = videosOf(input);
    deps.log({
      level: "INFO",
      message: "Video Thumbnails Lambda started",
      fields: [
        ["job_id", input.jobId],
        ["listing_identity_id", input.listingIdentityId],
        ["assets_to_process", videos.length],
      ],
    });
    const generatedAssets: { key: string; type: string; sourceKey: string }[] = [];
    const errors: { sourceKey: string; errorCode: string; errorMessage: string }[] = [];
    for (const [index, video] of videos.entries()) {
      deps.log({
        level: "INFO",
        message: "Processing video asset",
        fields: [
          ["index", index],
          ["key", video.key],
          ["type", video.type],
        ],
      });
      if (video.error !== "") {
        deps.log({
          level: "WARN",
          message: "Skipping asset with previous error",
          fields: [
            ["key", video.key],
            ["error", video.error],
          ],
        });
        continue;
      }
      try {
        const sourceKey = video.sourceKey || video.key;
        generatedAssets.push({ key: await makeThumbnail(deps, video), type: "VIDEO_THUMBNAIL", sourceKey });
      } catch (error) {
        const errorMessage = failureText(error);
        errors.push({ sourceKey: video.key, errorCode: "VIDEO_THUMBNAIL_FAILED", errorMessage });
        deps.log({
          level: "ERROR",
          message: "Video thumbnail generation failed",
          fields: [
            ["key", video.key],
            ["error", errorMessage],
          ],
        });
      }
    }
    deps.log({
      level: "INFO",
      message: "Video thumbnails completed",
      fields: [
        ["generated_count", generatedAssets.length],
        ["error_count", errors.length],
      ],
    });
    return encodeGoJsonPlain({ body: { status: "SUCCESS", generatedAssets, errors } });
  };
}

function videosOf(input: StepFunctionPayload): readonly JobAsset[] {
  if (input.videoAssets?.length) return input.videoAssets;
  return (input.assets ?? []).filter((asset) => isVideo(asset.type));
}

/** Resolves with the thumbnail's key. The key is derived only after ffmpeg has run, as in the real Lambda. */
async function makeThumbnail(deps: LambdaDependencies, video: JobAsset): Promise<string> {
  const bytes = await openObject(deps, video.key)
    .then(readAll)
    .catch((error: unknown) => {
      throw new Error(`failed to download video: ${failureText(error)}`);
    });
  const frame = await extractFrame(deps, video.key, bytes);
  const key = derivedKey(video.key, "thumbnail");
  if (key === undefined) throw new Error(KEY_WITHOUT_RAW);
  await putObject(deps, key, frame, "image/jpeg");
  return key;
}
