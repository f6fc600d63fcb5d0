import { z } from "zod";
import { oneOf } from "./enumerated.ts";

const aac = z.strictObject({
  Bitrate: z.int().min(6000).max(1_024_000).default(96_000),
  CodingMode: oneOf("CODING_MODE_1_0", "CODING_MODE_2_0", "CODING_MODE_5_1"),
  SampleRate: z.int().min(8000).max(96_000),
  RateControlMode: oneOf("CBR").optional(),
  CodecProfile: oneOf("LC").optional(),
});

export const audioDescription = z.strictObject({
  /** Without it, the first selector of the input. */
  AudioSourceName: z.string().optional(),
  CodecSettings: z.strictObject({ Codec: oneOf("AAC"), AacSettings: aac }),
});

export type AudioDescription = z.output<typeof audioDescription>;
