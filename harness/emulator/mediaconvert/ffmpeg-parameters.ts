import type { VideoFacts } from "../../support/ffmpeg/probe.ts";
import { oddResolution } from "./job-failure.ts";
import type { AudioDescription } from "./settings/audio.ts";
import type { JobInput, Output } from "./settings/job-settings.ts";
import type { FrameCaptureSettings, H264Settings, VideoDescription } from "./settings/video.ts";

/**
 * One thread, and nothing in the file that tells of the program or of the time: the same input gives the same bytes on every
 * run of one machine.
 */
const REPRODUCIBLE = ["-threads", "1", "-filter_threads", "1", "-map_metadata", "-1"];
const BITEXACT = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"];

/** How hard the encoder tries; what AWS's own encoder does has no counterpart, so only the order is the same. */
const PRESETS = { SINGLE_PASS: "superfast", SINGLE_PASS_HQ: "veryfast", MULTI_PASS_HQ: "medium" } as const;
const CHANNELS = { CODING_MODE_1_0: "1", CODING_MODE_2_0: "2", CODING_MODE_5_1: "6" } as const;

/**
 * What ffmpeg is told for one output of an input; `target` is a file, or a pattern for captured frames. ffmpeg turns the
 * picture as the file says; `conversion.ts` has taken that note away where it does not count. Throws JobFailure.
 */
export function ffmpegParameters(
  input: { readonly path: string; readonly settings: JobInput; readonly video: VideoFacts },
  output: Output,
  target: string,
): readonly string[] {
  const { VideoDescription: video, AudioDescriptions: audio, ContainerSettings: container } = output;
  const filters = scaling(video, shownSize(input.settings, input.video));
  const common = ["-v", "error", "-y", "-threads", "1", "-i", input.path, ...REPRODUCIBLE, "-map", "0:v:0"];
  const codec = video.CodecSettings;
  if (codec.Codec === "FRAME_CAPTURE") {
    return [...common, ...frames(codec.FrameCaptureSettings, filters), ...BITEXACT, "-f", "image2", target];
  }
  const faststart = container.Container === "MP4" && container.Mp4Settings.MoovPlacement === "PROGRESSIVE_DOWNLOAD";
  return [
    ...common,
    ...(audio[0] ? sound(audio[0]) : ["-an"]),
    ...(filters.length > 0 ? ["-vf", filters.join(",")] : []),
    ...h264(codec.H264Settings),
    ...BITEXACT,
    ...(faststart ? ["-movflags", "+faststart"] : []),
    ...["-f", "mp4", target],
  ];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The input's size as it is converted: turned only when the job says so. */
function shownSize(settings: JobInput, { width, height, sideways }: VideoFacts): Size {
  return sideways && settings.VideoSelector.Rotate === "AUTO" ? { width: height, height: width } : { width, height };
}

/**
 * Both sides given: the picture is fitted in, with black bars where the proportions differ. One side given: the other
 * follows. None: the input's size. https://docs.aws.amazon.com/mediaconvert/latest/ug/video-scaling.html
 */
function scaling({ Width, Height, ScalingBehavior }: VideoDescription, input: Size): readonly string[] {
  if (Width === undefined && Height === undefined) {
    checkEven(input.width, input.height);
    return [];
  }
  if (Width === undefined || Height === undefined) {
    checkEven(Width ?? 0, Height ?? 0);
    return [`scale=${Width ?? -2}:${Height ?? -2}`];
  }
  checkEven(Width, Height);
  if (ScalingBehavior === "STRETCH_TO_OUTPUT") return [`scale=${Width}:${Height}`, "setsar=1"];
  const share = Math.min(Width / input.width, Height / input.height);
  const fitted = `${even(input.width * share)}:${even(input.height * share)}`;
  return [`scale=${fitted}`, `pad=${Width}:${Height}:(ow-iw)/2:(oh-ih)/2`, "setsar=1"];
}

function even(pixels: number): number {
  return Math.max(2, 2 * Math.round(pixels / 2));
}

function checkEven(width: number, height: number): void {
  if (width % 2 !== 0 || height % 2 !== 0) throw oddResolution(width, height);
}

function h264(settings: H264Settings): readonly string[] {
  const { FramerateNumerator, FramerateDenominator, GopSize, GopSizeUnits, CodecProfile } = settings;
  const specified = settings.FramerateControl === "SPECIFIED";
  return [
    ...["-c:v", "libx264", "-preset", PRESETS[settings.QualityTuningLevel], "-pix_fmt", "yuv420p"],
    ...rateControl(settings),
    ...(CodecProfile ? ["-profile:v", CodecProfile.toLowerCase()] : []),
    ...(specified ? ["-r", `${FramerateNumerator}/${FramerateDenominator}`] : []),
    ...(GopSize === undefined ? [] : gop(GopSize, GopSizeUnits)),
    ...(settings.SceneChangeDetect === "DISABLED" ? ["-sc_threshold", "0"] : []),
  ];
}

function gop(size: number, units: H264Settings["GopSizeUnits"]): readonly string[] {
  return units === "FRAMES" ? ["-g", String(Math.round(size))] : ["-force_key_frames", `expr:gte(t,n_forced*${size})`];
}

function rateControl({ RateControlMode, QvbrSettings, MaxBitrate, Bitrate }: H264Settings): readonly string[] {
  if (RateControlMode === "QVBR") {
    // Level 1 to 10 on x264's scale, where 23 is its own default and 6 steps halve or double the size.
    const quality = 33 - 1.5 * QvbrSettings.QvbrQualityLevel;
    return ["-crf", String(quality), "-maxrate", String(MaxBitrate), "-bufsize", String(2 * (MaxBitrate ?? 0))];
  }
  const ceiling = RateControlMode === "CBR" ? Bitrate : MaxBitrate;
  return [
    ...["-b:v", String(Bitrate)],
    ...(RateControlMode === "CBR" ? ["-minrate", String(Bitrate)] : []),
    ...(ceiling === undefined ? [] : ["-maxrate", String(ceiling), "-bufsize", String(2 * ceiling)]),
  ];
}

/** An input without sound gives an output without; the `?` says so. */
function sound({ CodecSettings: { AacSettings: aac } }: AudioDescription): readonly string[] {
  const encoded = ["-b:a", String(aac.Bitrate), "-ar", String(aac.SampleRate), "-ac", CHANNELS[aac.CodingMode]];
  return ["-map", "0:a:0?", "-c:a", "aac", ...encoded];
}

function frames(settings: FrameCaptureSettings, filters: readonly string[]): readonly string[] {
  const rate = `fps=${settings.FramerateNumerator}/${settings.FramerateDenominator}`;
  // ffmpeg's scale for JPEG goes from 2 (best) to 31.
  const quality = 2 + Math.round(((100 - settings.Quality) / 99) * 29);
  return [
    ...["-an", "-vf", [rate, ...filters].join(",")],
    ...["-frames:v", String(settings.MaxCaptures), "-q:v", String(quality), "-start_number", "0"],
  ];
}
