import type { Output } from "./settings/job-settings.ts";

/**
 * How long a job takes in modelled time. All are assumptions, round numbers in the range that users tell of; AWS publishes
 * none. What matters is that they are the same in every run and grow with the video.
 */

/** From SUBMITTED to PROGRESSING, when the queue has room. */
export const PICK_UP_MS = 2000;
/** Opening the input and finding out what it is. */
export const PROBING_MS = 3000;
/** Starting the transcoder, whatever the length. */
const TRANSCODER_START_MS = 5000;

/** Seconds of work per second of video, for one output. */
const WORK_PER_SECOND = { SINGLE_PASS: 0.25, SINGLE_PASS_HQ: 0.5, MULTI_PASS_HQ: 1, FRAME_CAPTURE: 0.1 } as const;

/** Milliseconds that converting a video of this length to these outputs takes. */
export function transcodingMs(durationMs: number, outputs: readonly Output[]): number {
  const work = outputs.reduce((sum, { VideoDescription: { CodecSettings: codec } }) => {
    const pace = codec.Codec === "H_264" ? codec.H264Settings.QualityTuningLevel : codec.Codec;
    return sum + WORK_PER_SECOND[pace];
  }, 0);
  return TRANSCODER_START_MS + Math.round(durationMs * work);
}
