import { z } from "zod";
import { oneOf } from "./enumerated.ts";

/** Ranges: https://docs.aws.amazon.com/mediaconvert/latest/apireference/jobs.html, H264Settings. */
const bitsPerSecond = z.int().min(1000).max(1_152_000_000);
const frameCount = z.int().min(1);

const h264 = z
  .strictObject({
    RateControlMode: oneOf("QVBR", "VBR", "CBR").default("QVBR"),
    QvbrSettings: z.strictObject({ QvbrQualityLevel: z.int().min(1).max(10).default(7) }).prefault({}),
    MaxBitrate: bitsPerSecond.optional(),
    Bitrate: bitsPerSecond.optional(),
    QualityTuningLevel: oneOf("SINGLE_PASS", "SINGLE_PASS_HQ", "MULTI_PASS_HQ").default("SINGLE_PASS"),
    SceneChangeDetect: oneOf("DISABLED", "ENABLED", "TRANSITION_DETECTION").default("ENABLED"),
    CodecProfile: oneOf("BASELINE", "MAIN", "HIGH").optional(),
    FramerateControl: oneOf("INITIALIZE_FROM_SOURCE", "SPECIFIED").default("INITIALIZE_FROM_SOURCE"),
    FramerateNumerator: frameCount.optional(),
    FramerateDenominator: frameCount.optional(),
    GopSize: z.number().min(1).optional(),
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
  FramerateNumerator: frameCount.default(1),
  FramerateDenominator: frameCount.default(1),
  MaxCaptures: z.int().min(1).max(10_000_000).default(10_000_000),
  Quality: z.int().min(1).max(100).default(80),
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

const pixels = z.int().min(32).max(8192);

export const videoDescription = z.strictObject({
  Width: pixels.optional(),
  Height: pixels.optional(),
  ScalingBehavior: oneOf("DEFAULT", "STRETCH_TO_OUTPUT").default("DEFAULT"),
  CodecSettings: codecSettings,
});

export type VideoDescription = z.output<typeof videoDescription>;
export type H264Settings = z.output<typeof h264>;
export type FrameCaptureSettings = z.output<typeof frameCapture>;
