import type { Gateway } from "../../emulator/gateway/gateway.ts";
import { createMediaConvert, type MediaConvert, type MediaConvertParts } from "../../emulator/mediaconvert/index.ts";
import type { RoomDependencies } from "../../emulator/room.ts";
import { cacheDirectory } from "../../support/cache-directory.ts";
import { findFfmpeg } from "../../support/ffmpeg/find-ffmpeg.ts";
import type { RegionalOptions } from "./region.ts";

/** One region's MediaConvert, with this machine's ffmpeg and cache. */
export function makeMediaConvert(
  dependencies: RoomDependencies,
  { memoise }: Pick<RegionalOptions, "memoise">,
  sendAs: Gateway["sendAs"],
  tellEvents: MediaConvertParts["tellEvents"],
): MediaConvert {
  return createMediaConvert(dependencies, {
    // MediaConvert reads and writes buckets of any region.
    sendAs: (role, http) => sendAs("mediaconvert", role, http),
    findFfmpeg: () => findFfmpeg(process.env),
    cacheDirectory: cacheDirectory(process.env, "conversions"),
    memoise,
    tellEvents,
  });
}
