import { bucketOf } from "../media/bucket.ts";
import { convertedKey, originalFolder } from "../media/derived-key.ts";
import type { JobAsset, StepFunctionPayload } from "../media/job-asset.ts";
import type { LambdaDependencies } from "../ports.ts";
import type { VideoConversion, VideoPaths, VideoWork } from "./payload.ts";

/** Full HD, lying or upright. */
const HEIGHT = { lying: 1080, upright: 1920 } as const;

/**
 * What the machine is to do with the videos: convert each whose object is there. D26: only the first is converted,
 * whether its object is there or not (recording validate-step-video-missing-object).
 */
export function videoWork(
  deps: LambdaDependencies,
  input: StepFunctionPayload,
  videos: readonly JobAsset[],
): VideoWork | undefined {
  const [first] = videos;
  if (!first) return undefined;
  if (deps.system.has("D26")) return videoPaths(deps, input, first.key);
  return {
    conversions: videos.filter(({ error }) => error === "").flatMap((video) => conversionOf(deps, input, video)),
  };
}

/** None for a key without `raw/`, which the video_thumbnails Lambda reports as the asset's error. */
function conversionOf(
  deps: LambdaDependencies,
  input: StepFunctionPayload,
  video: JobAsset,
): readonly VideoConversion[] {
  const paths = videoPaths(deps, input, video.key);
  const key = convertedKey(video.key);
  if (!paths || key === undefined) return [];
  const height = video.type.toUpperCase().includes("VERTICAL") ? HEIGHT.upright : HEIGHT.lying;
  return [{ sourceKey: video.key, type: video.type, ...paths, convertedKey: key, height }];
}

function videoPaths(deps: LambdaDependencies, input: StepFunctionPayload, key: string): VideoPaths | undefined {
  const folder = originalFolder(key);
  const { jobId } = input;
  if (folder === undefined) {
    deps.log({
      level: "WARN",
      message: "Could not derive video paths from asset key",
      fields: [
        ["job_id", jobId],
        ["asset_key", key],
      ],
    });
    return undefined;
  }
  const paths = { videoInput: `s3://${bucketOf(deps)}/${key}`, videoOutputPath: `s3://${bucketOf(deps)}/${folder}` };
  deps.log({
    level: "INFO",
    message: "Video processing paths prepared",
    fields: [
      ["job_id", jobId],
      ["video_input", paths.videoInput],
      ["video_output_path", paths.videoOutputPath],
    ],
  });
  return paths;
}
