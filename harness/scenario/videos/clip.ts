import { createHash } from "node:crypto";
import { cacheDirectory } from "../../support/cache-directory.ts";
import { cached } from "../../support/cached-file.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { findFfmpeg } from "../../support/ffmpeg/find-ffmpeg.ts";
import { type ClipDescription, makeClip } from "../../support/ffmpeg/make-clip.ts";
import { programIdentity } from "../../support/ffmpeg/program-identity.ts";
import type { World } from "../../world/world.ts";
import type { MediaFile } from "../photos/photo.ts";

/** To be raised when the same description must give another clip. */
const GENERATION = 1;

const CONTENT_TYPES = { mp4: "video/mp4", mov: "video/quicktime", avi: "video/x-msvideo" } as const;

/** A small clip of the given kind under the given name, made once and kept in the cache; takes no virtual time. */
export async function videoClip(world: World, name: string, description: ClipDescription): Promise<MediaFile> {
  const bytes = await world.real(`make ${name}`, () => cachedClip(description));
  return mediaFile(name, CONTENT_TYPES[description.container], bytes);
}

/** The same of no world: before a story begins. */
export async function clip(name: string, description: ClipDescription): Promise<MediaFile> {
  return mediaFile(name, CONTENT_TYPES[description.container], await cachedClip(description));
}

/** The same clip with bytes missing in its middle and at its end, as a broken card gives it. */
export function brokenClip(file: MediaFile): MediaFile {
  const bytes = Buffer.from(file.bytes.subarray(0, Math.floor(file.bytes.length / 3))).fill(0, 16);
  return mediaFile(file.name, file.contentType, bytes);
}

export function mediaFile(name: string, contentType: string, bytes: Buffer): MediaFile {
  return { name, contentType, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function cachedClip(description: ClipDescription): Promise<Buffer> {
  const ffmpeg = findFfmpeg(process.env);
  if ("missing" in ffmpeg) throw new EnvironmentError(`${ffmpeg.missing}; or let the scenario say needs: ["ffmpeg"].`);
  const made = JSON.stringify([GENERATION, description, programIdentity(ffmpeg.path)]);
  const file = `${createHash("sha256").update(made).digest("hex")}.${description.container}`;
  return cached(cacheDirectory(process.env, "videos"), file, () => makeClip(ffmpeg.path, description));
}
