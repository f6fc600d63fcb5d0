import { posix } from "node:path";
import type { Output } from "./settings/job-settings.ts";

export interface S3Location {
  readonly bucket: string;
  readonly key: string;
}

/** `s3://bucket/key`; the settings' check has made sure that it is one. */
export function readS3Url(url: string): S3Location {
  const at = url.indexOf("/", "s3://".length);
  return { bucket: url.slice("s3://".length, at), key: url.slice(at + 1) };
}

/**
 * Where an output is written: a destination that ends in `/` is a folder, and the file is named as the input without its
 * extension; otherwise the destination's last part is the name. Then follow name modifier and extension.
 * https://docs.aws.amazon.com/mediaconvert/latest/ug/file-names-and-paths.html
 */
export function outputUrl(destination: string, inputUrl: string, output: Output, frame?: number): string {
  const base = destination.endsWith("/") ? `${destination}${posix.parse(inputUrl).name}` : destination;
  const number = frame === undefined ? "" : `.${String(frame).padStart(7, "0")}`;
  return `${base}${output.NameModifier ?? ""}${number}.${output.Extension ?? defaultExtension(output)}`;
}

function defaultExtension({ VideoDescription }: Output): string {
  return VideoDescription.CodecSettings.Codec === "FRAME_CAPTURE" ? "jpg" : "mp4";
}
