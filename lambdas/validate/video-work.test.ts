import { expect, test } from "vitest";
import { System } from "../../system/revisions.ts";
import { type JobAsset, jobAsset, stepFunctionPayload } from "../media/job-asset.ts";
import type { LambdaDependencies, LambdaLogRecord } from "../ports.ts";
import { videoWork } from "./video-work.ts";

const video = (key: string, type: string, error = ""): JobAsset => ({ ...jobAsset.zero(), key, type, error });

const VIDEOS = [
  video("28/raw/video/horizontal/tour.mp4", "VIDEO_HORIZONTAL"),
  video("28/raw/video/vertical/2025-12-03/IMG_7.MOV", "video_vertical"),
  video("28/raw/video/horizontal/gone.mp4", "VIDEO_HORIZONTAL", "failed to head object: x"),
  video("28/video/odd.mp4", "VIDEO_HORIZONTAL"),
];

function workOf(system: System, videos: readonly JobAsset[], logs: LambdaLogRecord[] = []) {
  const deps = { system, environment: { MEDIA_BUCKET: "media" }, log: (record: LambdaLogRecord) => logs.push(record) };
  return videoWork(deps as unknown as LambdaDependencies, stepFunctionPayload.zero(), videos);
}

test("a correct system converts every video that is there, to the height of its kind", () => {
  const logs: LambdaLogRecord[] = [];
  expect(workOf(new System("fixed"), VIDEOS, logs)).toEqual({
    conversions: [
      {
        sourceKey: "28/raw/video/horizontal/tour.mp4",
        type: "VIDEO_HORIZONTAL",
        videoInput: "s3://media/28/raw/video/horizontal/tour.mp4",
        videoOutputPath: "s3://media/28/processed/video/horizontal/original/",
        convertedKey: "28/processed/video/horizontal/original/tour.mp4",
        height: 1080,
      },
      {
        sourceKey: "28/raw/video/vertical/2025-12-03/IMG_7.MOV",
        type: "video_vertical",
        videoInput: "s3://media/28/raw/video/vertical/2025-12-03/IMG_7.MOV",
        videoOutputPath: "s3://media/28/processed/video/vertical/original/",
        convertedKey: "28/processed/video/vertical/original/IMG_7.mp4",
        height: 1920,
      },
    ],
  });
  expect(logs.map(({ level }) => level)).toEqual(["INFO", "INFO", "WARN"]);
});

test("D26: only the first, whether it is there or not", () => {
  expect(workOf(new System("current"), VIDEOS)).toEqual({
    videoInput: "s3://media/28/raw/video/horizontal/tour.mp4",
    videoOutputPath: "s3://media/28/processed/video/horizontal/original/",
  });
  expect(workOf(new System("current"), VIDEOS.slice(2))).toMatchObject({ videoInput: expect.stringContaining("gone") });
  expect(workOf(new System("current"), VIDEOS.slice(3))).toBeUndefined();
});

test("without videos there is nothing to say", () => {
  for (const revision of ["current", "fixed"] as const) expect(workOf(new System(revision), [])).toBeUndefined();
});
