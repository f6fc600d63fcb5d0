import type { Deployment, MapState, State } from "./definition.ts";
import { mp4Output } from "./video-job.ts";

/**
 * Every video is converted, all beside each other, and its conversion is awaited. The result has the form in which the
 * other branches report: what was made, and the error of each video that could not be converted; it never fails.
 */
export function convertVideos(to: Deployment): MapState {
  return {
    Type: "Map",
    ItemsPath: "$.validation.conversions",
    ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, StartAt: "ConvertVideo", States: oneVideo(to) },
    ResultSelector: {
      body: { status: "SUCCESS", "generatedAssets.$": "$[*].generated", "errors.$": "$[*].error" },
    },
    End: true,
  };
}

function oneVideo(to: Deployment): Readonly<Record<string, State>> {
  return {
    ConvertVideo: {
      Type: "Task",
      Resource: "arn:aws:states:::mediaconvert:createJob.sync",
      Parameters: {
        Role: to.mediaConvertRoleArn,
        Settings: {
          Inputs: [
            {
              "FileInput.$": "$.videoInput",
              AudioSelectors: { "Audio Selector 1": { DefaultSelection: "DEFAULT" } },
              VideoSelector: { Rotate: "AUTO" },
            },
          ],
          OutputGroups: [
            {
              Name: "File Group",
              OutputGroupSettings: {
                Type: "FILE_GROUP_SETTINGS",
                FileGroupSettings: { "Destination.$": "$.videoOutputPath" },
              },
              Outputs: [mp4Output({ "Height.$": "$.height" }, SOUND)],
            },
          ],
        },
      },
      ResultPath: null,
      TimeoutSeconds: LONGEST_CONVERSION_SECONDS,
      // A video that cannot be converted cannot be converted a second time either.
      Retry: [{ ErrorEquals: TRANSIENT, IntervalSeconds: 10, MaxAttempts: 4, BackoffRate: 2 }],
      Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "CheckFailure" }],
      Next: "VideoConverted",
    },
    VideoConverted: {
      Type: "Pass",
      Parameters: { generated: { "key.$": "$.convertedKey", "type.$": "$.type", "sourceKey.$": "$.sourceKey" } },
      End: true,
    },
    // Of a job that failed the cause is the whole job; its own message is what people can read.
    CheckFailure: {
      Type: "Choice",
      Choices: [{ Variable: "$.error.Cause", StringMatches: '{*"ErrorMessage":*}', Next: "ReadFailedJob" }],
      Default: "VideoNotConverted",
    },
    ReadFailedJob: {
      Type: "Pass",
      Parameters: { "job.$": "States.StringToJson($.error.Cause)" },
      ResultPath: "$.failed",
      Next: "VideoRefused",
    },
    VideoRefused: failed("States.Format('MediaConvert {}: {}', $.failed.job.ErrorCode, $.failed.job.ErrorMessage)"),
    VideoNotConverted: failed("States.Format('not converted: {} {}', $.error.Error, $.error.Cause)"),
  };
}

/** Shorter than the 30 minutes after which the reconciler gives the whole job up, so that only the video is. */
const LONGEST_CONVERSION_SECONDS = 1500;

const TRANSIENT = ["MediaConvert.TooManyRequestsException", "MediaConvert.InternalServerErrorException"];

const SOUND = [
  {
    AudioSourceName: "Audio Selector 1",
    CodecSettings: {
      Codec: "AAC",
      AacSettings: { Bitrate: 128_000, CodingMode: "CODING_MODE_2_0", SampleRate: 48_000 },
    },
  },
] as const;

function failed(message: string): State {
  return {
    Type: "Pass",
    Parameters: {
      error: { "sourceKey.$": "$.sourceKey", errorCode: "VIDEO_CONVERSION_FAILED", "errorMessage.$": message },
    },
    End: true,
  };
}
