import type { System } from "../../system/revisions.ts";
import { type Deployment, retryTaskFailed, type TaskState, type Template } from "./definition.ts";

/**
 * D26: MediaConvert's `createJob` for the first video, without its sound; nobody waits for the conversion
 * (docs/contract/pipeline.md 5).
 */
export function convertVideo(system: System, to: Deployment): TaskState {
  return {
    Type: "Task",
    Resource: "arn:aws:states:::aws-sdk:mediaconvert:createJob",
    Parameters: {
      Role: to.mediaConvertRoleArn,
      Settings: {
        Inputs: [{ "FileInput.$": "$.validation.videoInput" }],
        OutputGroups: [
          {
            Name: "File Group",
            OutputGroupSettings: {
              Type: "FILE_GROUP_SETTINGS",
              FileGroupSettings: { "Destination.$": "$.validation.videoOutputPath" },
            },
            Outputs: [output(system)],
          },
        ],
      },
    },
    TimeoutSeconds: 3600,
    Retry: retryTaskFailed(10, 1),
    End: true,
  };
}

function output(system: System): Template {
  const size = { Width: 1920, Height: 1080 };
  if (!system.features.videoBranch) return { VideoDescription: { ...size, CodecSettings: { Codec: "H_264" } } };
  return mp4Output(size);
}

/** H.264 in MP4, playable while it is downloaded. */
export function mp4Output(size: Template, sound?: readonly Template[]): Template {
  return {
    ContainerSettings: {
      Container: "MP4",
      Mp4Settings: { CslgAtom: "INCLUDE", FreeSpaceBox: "EXCLUDE", MoovPlacement: "PROGRESSIVE_DOWNLOAD" },
    },
    VideoDescription: {
      ...size,
      CodecSettings: {
        Codec: "H_264",
        H264Settings: {
          RateControlMode: "QVBR",
          QvbrSettings: { QvbrQualityLevel: 8 },
          MaxBitrate: 5_000_000,
          QualityTuningLevel: "SINGLE_PASS_HQ",
          SceneChangeDetect: "TRANSITION_DETECTION",
        },
      },
    },
    ...(sound && { AudioDescriptions: sound }),
  };
}
