import { z } from "zod";
import {
  BITS_PER_SECOND,
  FRAME_CAPTURE_QUALITY,
  FRAME_CAPTURE_RATE_PART,
  FRAME_CAPTURES,
  FRAME_PIXELS,
  MINIMUM_FRAMERATE_PART,
  MINIMUM_GOP_SIZE,
  QVBR_QUALITY_LEVEL,
} from "../limits.ts";
import { oneOf } from "./enumerated.ts";

/** Ranges: https://docs.aws.amazon.com/mediaconvert/latest/apireference/jobs.html, H264Settings. */
const bitsPerSecond = z.int().min(BITS_PER_SECOND.least).max(BITS_PER_SECOND.most);
const frameCount = z.int().min(MINIMUM_FRAMERATE_PART);

const h264 = z
  .strictObject({
    RateControlMode: oneOf("QVBR", "VBR", "CBR").default("QVBR"),
    QvbrSettings: z
      .strictObject({
        QvbrQualityLevel: z
          .int()
          .min(QVBR_QUALITY_LEVEL.least)
          .max(QVBR_QUALITY_LEVEL.most)
          .default(QVBR_QUALITY_LEVEL.usual),
      })
      .prefault({}),
    MaxBitrate: bitsPerSecond.optional(),
    Bitrate: bitsPerSecond.optional(),
    QualityTuningLevel: oneOf("SINGLE_PASS", "SINGLE_PASS_HQ", "MULTI_PASS_HQ").default("SINGLE_PASS"),
    SceneChangeDetect: oneOf("DISABLED", "ENABLED", "TRANSITION_DETECTION").default("ENABLED"),
    CodecProfile: oneOf("BASELINE", "MAIN", "HIGH").optional(),
    FramerateControl: oneOf("INITIALIZE_FROM_SOURCE", "SPECIFIED").default("INITIALIZE_FROM_SOURCE"),
    FramerateNumerator: frameCount.optional(),
    FramerateDenominator: frameCount.optional(),
    GopSize: z.number().min(MINIMUM_GOP_SIZE).optional(),
    GopSizeUnits: oneOf("FRAMES", "SECONDS").default("FRAMES"),
  })
  .superRefine((settings, context) => {
    const needed = [
      ...(settings.RateControlMode === "QVBR" ? (["MaxBitrate"] as const) : (["Bitrate"] as const)),
      ...(settings.FramerateControl === "SPECIFIED" ? (["FramerateNumerator", "FramerateDenominator"] as const) : []),
    ];
    for (const name of needed) {
      if (settings[name] === undefined) context.addIssue({ code: "custom", path: [name], message: IS_REQUIRED });
    }
  });

const frameCapture = z.strictObject({
  FramerateNumerator: frameCount.default(FRAME_CAPTURE_RATE_PART.usual),
  FramerateDenominator: frameCount.default(FRAME_CAPTURE_RATE_PART.usual),
  MaxCaptures: z.int().min(FRAME_CAPTURES.least).max(FRAME_CAPTURES.most).default(FRAME_CAPTURES.usual),
  Quality: z
    .int()
    .min(FRAME_CAPTURE_QUALITY.least)
    .max(FRAME_CAPTURE_QUALITY.most)
    .default(FRAME_CAPTURE_QUALITY.usual),
});

/** Stands for the members that only some modes need. */
export const IS_REQUIRED = "is a required property";

const codecSettings = z.discriminatedUnion(
  "Codec",
  [
    z.strictObject({ Codec: z.literal("H_264"), H264Settings: h264 }),
    z.strictObject({ Codec: z.literal("FRAME_CAPTURE"), FrameCaptureSettings: frameCapture.prefault({}) }),
  ],
  { error: ({ input }) => codecNotEmulated(input) },
);

function codecNotEmulated(input: unknown): string | undefined {
  const codec = typeof input === "object" && input !== null && "Codec" in input ? input.Codec : undefined;
  return typeof codec === "string" ? `the codec ${codec} is not emulated` : undefined;
}

const pixels = z.int().min(FRAME_PIXELS.least).max(FRAME_PIXELS.most);

export const videoDescription = z.strictObject({
  Width: pixels.optional(),
  Height: pixels.optional(),
  ScalingBehavior: oneOf("DEFAULT", "STRETCH_TO_OUTPUT").default("DEFAULT"),
  CodecSettings: codecSettings,
});

export type VideoDescription = z.output<typeof videoDescription>;
export type H264Settings = z.output<typeof h264>;
export type FrameCaptureSettings = z.output<typeof frameCapture>;
