import { z } from "zod";
import { AAC_BITS_PER_SECOND, AAC_SAMPLES_PER_SECOND } from "../limits.ts";
import { oneOf } from "./enumerated.ts";

const aac = z.strictObject({
  Bitrate: z.int().min(AAC_BITS_PER_SECOND.least).max(AAC_BITS_PER_SECOND.most).default(AAC_BITS_PER_SECOND.usual),
  CodingMode: oneOf("CODING_MODE_1_0", "CODING_MODE_2_0", "CODING_MODE_5_1"),
  SampleRate: z.int().min(AAC_SAMPLES_PER_SECOND.least).max(AAC_SAMPLES_PER_SECOND.most),
  RateControlMode: oneOf("CBR").optional(),
  CodecProfile: oneOf("LC").optional(),
});

export const audioDescription = z.strictObject({
  /** Without it, the first selector of the input. */
  AudioSourceName: z.string().optional(),
  CodecSettings: z.strictObject({ Codec: oneOf("AAC"), AacSettings: aac }),
});

export type AudioDescription = z.output<typeof audioDescription>;
